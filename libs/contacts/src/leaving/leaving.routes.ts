import {
  described,
  Id,
  Moment,
  optional,
  pageOf,
  Pseudonym,
  type Role,
  type RouteRow,
  staff,
  strictObject,
  Type,
} from '#platform';

import { answer, contactId, desk, refused, states } from '../contact/contact.routes.js';
import { CarryOutLeaving, WithdrawLeaving } from '../contact/matters.requests.js';

export const onlookers: readonly Role[] = [...staff, 'integration', 'auditor'];

const text = Type.String();

/** A customer who wants to leave, and whom else we may lose with them. */
const AtRisk = strictObject({
  customer: described(Pseudonym, 'The customer.'),
  linked: described(
    Type.Array(Pseudonym),
    'Other customers who spoke in the contact, or for whom somebody spoke.',
  ),
  contact: described(Id, 'The contact in which they said so.'),
  leaving: described(Id, 'The id of the wish.'),
  service: optional(described(text, 'What they want to leave; left out, everything.')),
  words: optional(described(text, 'What they say about it.')),
  since: described(Moment, 'When they said so.'),
  due: described(Moment, 'By when it is carried out.'),
  minutesWaited: described(Type.Integer({ minimum: 0 }), 'How long they have waited for it.'),
  promise: described(Id, 'The promise of that.'),
  accountable: described(Pseudonym, 'Who is accountable.'),
});

const path = '/v1/contacts/:id/leavings/:leaving';
const codes = ['leaving-not-found', 'too-early'];

export const leavingRoutes = {
  carryOut: {
    name: 'CarryOutLeaving',
    method: 'POST',
    path: `${path}/completion`,
    summary:
      'The customer has left: what was done. It keeps the promise, and the wait is measured.',
    roles: desk,
    ifMatch: 'allowed',
    states,
    body: CarryOutLeaving,
    example: { outcome: 'The contract is over, and the number is moved.' },
    answer,
    problems: refused(...codes),
  },
  withdraw: {
    name: 'WithdrawLeaving',
    method: 'POST',
    path: `${path}/withdrawal`,
    summary: 'The customer stays: staff say so on their behalf. It releases the promise.',
    roles: desk,
    ifMatch: 'allowed',
    states,
    body: WithdrawLeaving,
    example: { words: 'I stay after all.', onBehalfOf: 'customer-salma' },
    answer,
    problems: refused(...codes, 'for-the-customer'),
  },
  atRisk: {
    name: 'listCustomersAtRisk',
    method: 'GET',
    path: '/v1/customers-at-risk',
    summary:
      'Customers who want to leave, the next to be carried out first, and those linked to them.',
    roles: onlookers,
    list: { sorts: { due: 'leavingDue' } },
    answer: {
      schema: pageOf(AtRisk),
      example: {
        items: [
          {
            customer: 'customer-salma',
            linked: ['customer-omar'],
            contact: contactId,
            leaving: '019ab3c4-5d6e-7fff-8f00-0123456789ac',
            since: '2026-11-24T09:30:00.000Z',
            due: '2026-11-26T09:30:00.000Z',
            minutesWaited: 90,
            promise: '019ab3c4-5d6e-7fff-8f00-0123456789ad',
            accountable: 'agent-ana',
          },
        ],
      },
    },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
