import { Type } from 'typebox';
import {
  Id,
  singleLine,
  type Listing,
  Moment,
  oneOf,
  Pseudonym,
  roles,
  type RouteRow,
  slug,
} from '#platform';

import { otherTicketId, ticketId } from '../ticket/asking.routes.js';
import {
  awaited,
  closures,
  grades,
  kinds,
  priorities,
  relations,
  statuses,
} from '../ticket/ticket.events.js';

const orNull = <S extends ReturnType<typeof Type.String>>(schema: S) =>
  Type.Union([schema, Type.Null()]);

/** A ticket as it is answered. Customers are not told queue, channel, origin or reassignments. */
export const Ticket = Type.Object({
  id: Id,
  kind: oneOf(kinds),
  subject: Type.String(),
  requester: Type.Object({ id: Pseudonym, name: Type.Optional(Type.String()) }),
  watchers: Type.Array(Pseudonym),
  status: oneOf(statuses),
  closedAs: Type.Union([oneOf(closures), Type.Null()]),
  closedAt: Type.Optional(Moment),
  reopenUntil: Type.Optional(Moment),
  mergedInto: Type.Optional(Id),
  priority: oneOf(priorities),
  impact: Type.Union([oneOf(grades), Type.Null()]),
  urgency: Type.Union([oneOf(grades), Type.Null()]),
  category: orNull(Type.String()),
  service: orNull(Type.String()),
  queue: Type.Optional(Type.String()),
  assignee: orNull(Type.String()),
  waitingFor: Type.Union([oneOf(['agent', ...awaited]), Type.Null()]),
  openedAt: Moment,
  changedAt: Moment,
  reassignments: Type.Optional(Type.Integer()),
  reopenings: Type.Integer(),
  version: Type.Integer(),
});

export const ticketExample = {
  id: ticketId,
  kind: 'incident',
  subject: 'VPN drops every hour',
  requester: { id: 'customer-salma', name: 'Salma' },
  watchers: [],
  status: 'open',
  closedAs: null,
  priority: 'medium',
  impact: 'medium',
  urgency: 'high',
  category: 'network',
  service: 'vpn',
  queue: 'network',
  assignee: null,
  waitingFor: 'agent',
  openedAt: '2026-11-22T09:30:00.000Z',
  changedAt: '2026-11-22T09:31:00.000Z',
  reassignments: 0,
  reopenings: 0,
  version: 4,
};

/** The filters that every list of tickets has. */
export const ticketFilters = {
  status: { schema: oneOf(statuses) },
  priority: { schema: oneOf(priorities) },
  kind: { schema: oneOf(kinds) },
  category: { schema: singleLine(100) },
  service: { schema: singleLine(100) },
  waitingFor: { schema: oneOf(['agent', ...awaited]) },
  openedAfter: { schema: Moment, column: 'openedAt', as: 'from' },
  openedBefore: { schema: Moment, column: 'openedAt', as: 'to' },
} as const;

export const sorts = { priority: 'sortKey', openedAt: 'openedAt', changedAt: 'changedAt' } as const;

const everything: Listing = {
  filters: {
    ...ticketFilters,
    closedAs: { schema: oneOf(closures) },
    queue: { schema: slug() },
    assignee: { schema: Pseudonym },
    requester: { schema: Pseudonym },
    watcher: { schema: Pseudonym, column: 'people' },
    origin: { schema: singleLine(200) },
    related: { schema: Id, column: 'linked' },
  },
  sorts,
  order: '-openedAt',
  search: true,
};

export const pageOf = <S extends ReturnType<typeof Type.Object>>(item: S) =>
  Type.Object({
    items: Type.Array(item),
    nextCursor: Type.Optional(Type.String()),
    count: Type.Optional(Type.Integer()),
  });

const linesOf = (...lines: readonly object[]) =>
  lines.map((each) => `${JSON.stringify(each)}\n`).join('');

export const worklistRoutes = {
  list: {
    name: 'listTickets',
    method: 'GET',
    path: '/v1/tickets',
    summary:
      'Tickets, filtered, sorted, searched by subject and name. Customers see their own, and do not filter by queue, origin or related.',
    roles,
    owner: 'requester',
    list: everything,
    answer: { schema: pageOf(Ticket), example: { items: [ticketExample] } },
    problems: ['ticket.staff-only'],
  },
  export: {
    name: 'exportTickets',
    method: 'GET',
    path: '/v1/tickets/export',
    summary: 'All that a list has, as NDJSON. The last line tells count, position and SHA-256.',
    roles,
    owner: 'requester',
    list: { ...everything, whole: true },
    answer: {
      media: 'application/x-ndjson',
      schema: Type.String(),
      example: linesOf(ticketExample, {
        $end: true,
        count: 1,
        position: 4,
        sha256: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
      }),
    },
    problems: ['ticket.staff-only'],
  },
  one: {
    name: 'readTicket',
    method: 'GET',
    path: '/v1/tickets/:id',
    summary: 'One ticket as it stands. Its version is the ETag.',
    roles,
    owner: 'requester',
    answer: { schema: Ticket, example: ticketExample },
    problems: ['ticket.not-found'],
  },
  related: {
    name: 'relatedTickets',
    method: 'GET',
    path: '/v1/tickets/:id/related',
    summary: 'Tickets that are linked with this one, and all ways in which it stands to each.',
    roles,
    owner: 'requester',
    list: { filters: {}, sorts: { openedAt: 'openedAt' }, order: '-openedAt' },
    answer: {
      schema: pageOf(Type.Object({ relations: Type.Array(oneOf(relations)), ticket: Ticket })),
      example: {
        items: [{ relations: ['caused-by'], ticket: { ...ticketExample, id: otherTicketId } }],
      },
    },
    problems: ['ticket.not-found'],
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
