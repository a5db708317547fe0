import {
  described,
  type Listing,
  oneOf,
  pageOf,
  roles,
  type RouteRow,
  strictObject,
  Type,
} from '#platform';

import { otherTicketId, ticketId } from '../ticket/asking.routes.js';
import { relations } from '../ticket/ticket.events.js';
import { Ticket, WholeTicket } from './ticket.representation.js';
import { AllTicketFilters } from './worklist.requests.js';

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

/** How the filters select that every list of tickets has. */
export const ticketColumns = {
  openedAfter: { column: 'openedAt', as: 'from' },
  openedBefore: { column: 'openedAt', as: 'to' },
  changedAfter: { column: 'changedAt', as: 'from' },
  changedBefore: { column: 'changedAt', as: 'to' },
} as const;

export const sorts = { priority: 'sortKey', openedAt: 'openedAt', changedAt: 'changedAt' } as const;

/** What a ticket is sorted by changes with it, except when it was opened. */
export const moving = { changed: 'changed', except: ['openedAt'] } as const;

const everything: Listing = {
  filters: AllTicketFilters,
  columns: {
    ...ticketColumns,
    unassigned: { column: 'assignee', as: 'none' },
    closedAfter: { column: 'closedAt', as: 'from' },
    closedBefore: { column: 'closedAt', as: 'to' },
    person: { column: 'people' },
    related: { column: 'linked' },
  },
  sorts,
  moving,
  order: '-openedAt',
  search: true,
};

const linesOf = (...lines: readonly object[]) =>
  lines.map((each) => `${JSON.stringify(each)}\n`).join('');

const Related = strictObject({
  relations: described(Type.Array(oneOf(relations)), 'All ways in which this ticket stands to it.'),
  ticket: described(Ticket, 'The other ticket.'),
});

export const worklistRoutes = {
  list: {
    name: 'listTickets',
    method: 'GET',
    path: '/v1/tickets',
    summary:
      'Tickets, filtered, sorted, searched by subject and name (staff: by the customer’s name of now too; merged customers are one person in `requester` and `person`). Customers see their own, and do not filter by queue, origin or related.',
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
    list: { ...everything, sorts: { openedAt: 'openedAt' }, whole: true },
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
    summary:
      'One ticket as it stands, with its pain point, its files and the last word. Its version is the ETag.',
    roles,
    owner: 'requester',
    answer: {
      schema: WholeTicket,
      example: {
        ...ticketExample,
        painPoint: { hurts: 'My VPN drops every hour.', wants: 'A line that holds.' },
        attachments: [],
      },
    },
    problems: ['ticket.not-found'],
  },
  related: {
    name: 'relatedTickets',
    method: 'GET',
    path: '/v1/tickets/:id/related',
    summary: 'Tickets that are linked with this one, and all ways in which it stands to each.',
    roles,
    owner: 'requester',
    list: { sorts: { openedAt: 'openedAt' }, order: '-openedAt' },
    answer: {
      schema: pageOf(Related),
      example: {
        items: [{ relations: ['caused-by'], ticket: { ...ticketExample, id: otherTicketId } }],
      },
    },
    problems: ['ticket.not-found'],
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
