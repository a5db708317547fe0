import {
  described,
  Id,
  Moment,
  oneOf,
  optional,
  pageOf,
  Pseudonym,
  roles,
  type RouteRow,
  strictObject,
  Type,
  Version,
} from '#platform';

import { leaveScopes } from '../leave/leave.events.js';
import { leaveId } from '../leave/leave.routes.js';
import { LeaveFilters, leaveStatuses } from './leaves.requests.js';

const Leave = strictObject({
  id: described(Id, 'The id of the leave.'),
  customer: described(Pseudonym, 'The customer who gave it.'),
  to: described(Pseudonym, 'Who may speak for them.'),
  scope: described(oneOf(leaveScopes), 'About everything, or about one ticket.'),
  ticket: optional(described(Id, 'The ticket.')),
  until: optional(described(Moment, 'When it ends by itself.')),
  words: optional(described(Type.String(), 'What the customer said. Only for them and staff.')),
  status: described(oneOf(leaveStatuses), 'Given, or withdrawn again.'),
  givenAt: described(Moment, 'When it was given.'),
  withdrawnAt: optional(described(Moment, 'When it was withdrawn.')),
  version: Version,
});

export const leavesRoutes = {
  list: {
    name: 'listLeavesToSpeak',
    method: 'GET',
    path: '/v1/leaves-to-speak',
    summary: 'Who may speak for whom, the latest first. Customers see those they gave or have.',
    roles,
    owner: 'requester',
    list: { filters: LeaveFilters, sorts: { givenAt: 'givenAt' }, order: '-givenAt' },
    answer: {
      schema: pageOf(Leave),
      example: {
        items: [
          {
            id: leaveId,
            customer: 'customer-salma',
            to: 'customer-omar',
            scope: 'everything',
            status: 'given',
            givenAt: '2026-11-24T09:30:00.000Z',
            version: 1,
          },
        ],
      },
    },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
