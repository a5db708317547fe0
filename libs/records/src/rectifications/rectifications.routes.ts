import {
  described,
  Id,
  Moment,
  oneOf,
  optional,
  pageOf,
  Pseudonym,
  type RouteRow,
  staff,
  strictObject,
  Type,
} from '#platform';

import { answer, refused } from '../record/record.routes.js';
import { Value } from '../records/answers.representation.js';
import { NoticeFilters } from './rectifications.requests.js';
import { lapses, noticeStatuses } from './rectifications.view.js';

const noticeId = '019ab3c4-5d6e-7ffc-8f00-0123456789ab';

const Notice = strictObject({
  notice: described(Id, 'Its id.'),
  customer: described(Pseudonym, 'The customer’s pseudonym.'),
  field: described(Type.String(), 'The field that was wrong.'),
  recipient: described(Type.String(), 'The system that was given the wrong value.'),
  status: described(oneOf(noticeStatuses), 'How far it is.'),
  dueAt: described(Moment, 'Since when it is due.'),
  sentAt: optional(described(Moment, 'When the recipient read of it.')),
  acknowledgedAt: optional(described(Moment, 'When the recipient said that it is corrected.')),
  because: optional(described(oneOf(lapses), 'Why nothing is left to tell.')),
  is: optional(described(Value, 'What is right now.')),
});

const example = {
  notice: noticeId,
  customer: 'salma',
  field: 'address',
  recipient: 'crm',
  status: 'due',
  dueAt: '2026-11-22T09:30:00.000Z',
  is: { street: 'Nile Street', houseNumber: '30' },
} as const;

const told = (id: number, event: string, data: object) =>
  `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

export const rectificationsRoutes = {
  list: {
    name: 'listRectifications',
    method: 'GET',
    path: '/v1/rectifications',
    summary:
      'Everyone who was given a wrong value, and what is right now (GDPR, articles 16 and 19). A connected ' +
      'system reads what is addressed to it, and to nobody else: its `sub`, or the id or name of its ' +
      'API key, is the recipient. It has been told then (`sent`), corrects itself, and acknowledges.',
    roles: [...staff, 'auditor', 'integration'],
    scope: 'customers:read',
    list: {
      filters: NoticeFilters,
      sorts: { dueAt: 'dueAt' },
    },
    answer: {
      schema: pageOf(Notice),
      example: { items: [example] },
    },
  },
  live: {
    name: 'listenToRectifications',
    method: 'GET',
    path: '/v1/rectifications/live',
    summary:
      'The notices that are addressed to the connected system that asks, as server-sent events: ' +
      '`notice` as it falls due, and when it lapsed. What fell due before is in the list.',
    roles: ['integration'],
    scope: 'customers:read',
    answer: {
      media: 'text/event-stream',
      schema: Type.String(),
      example: told(41, 'ready', { position: 41 }) + told(42, 'notice', example),
    },
  },
  acknowledge: {
    name: 'AcknowledgeNotice',
    method: 'POST',
    path: '/v1/rectifications/:id/acknowledgement',
    summary:
      'The recipient has corrected the value. For the system that the notice is addressed to, or an administrator.',
    roles: ['integration', 'administrator'],
    scope: 'customers:write',
    answer,
    problems: refused('no-such-notice'),
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
