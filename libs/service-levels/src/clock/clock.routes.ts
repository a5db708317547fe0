import { pageOf, roles, type RouteRow, staff, Type } from '#platform';

import { ClockListed, exampleClock, exampleClocks, TicketClocks } from './clock.representation.js';
import { ClockFilters, TicketClocksQuery } from './clock.requests.js';

const readers = [...staff, 'auditor', 'integration'] as const;

export const clockRoutes = {
  ofTicket: {
    name: 'readClocksOfTicket',
    method: 'GET',
    path: '/v1/tickets/:id/clocks',
    summary:
      'How a ticket stands to its service levels, counted now from its events. Customers see what is promised to them. `policyVersion`: what another version of its policy would have said.',
    roles,
    owner: 'requester',
    query: TicketClocksQuery,
    answer: { schema: TicketClocks, example: exampleClocks },
    problems: [
      'ticket.not-found',
      'service-level-policy.version-not-found',
      'service-clock.staff-only',
    ],
  },
  list: {
    name: 'listClocks',
    method: 'GET',
    path: '/v1/clocks',
    summary:
      'Clocks of all tickets, the next due first: at risk, breached, paused. `elapsedSeconds` is that of their last change.',
    roles: readers,
    list: {
      filters: ClockFilters,
      columns: {
        dueAfter: { column: 'dueAt', as: 'from' },
        dueBefore: { column: 'dueAt', as: 'to' },
      },
      sorts: { dueAt: 'dueAt', startedAt: 'startedAt' },
    },
    answer: { schema: pageOf(ClockListed), example: { items: [exampleClock] } },
  },
  live: {
    name: 'listenToClocks',
    method: 'GET',
    path: '/v1/clocks/live',
    summary:
      'Clocks that are at risk or breached, as server-sent events: `changed` with the clock, as it becomes so, and as it changes then.',
    roles: readers,
    answer: {
      media: 'text/event-stream',
      schema: Type.String(),
      example: `id: 41\nevent: ready\ndata: {"position":41}\n\nid: 42\nevent: changed\ndata: ${JSON.stringify(exampleClock)}\n\n`,
    },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
