import { Type } from 'typebox';
import { Id, Moment, oneOf, Pseudonym, type Route, slug, staff } from '#platform';
import { answer, refused } from '../record/record.routes.js';
import { pageOf, Value } from '../records/records.routes.js';
import { noticeStatuses } from './rectifications.view.js';

const noticeId = '019ab3c4-5d6e-7ffc-8f00-0123456789ab';

const Notice = Type.Object({
  notice: Id,
  customer: Pseudonym,
  field: Type.String(),
  recipient: Type.String(),
  status: oneOf(noticeStatuses),
  dueAt: Moment,
  sentAt: Type.Optional(Moment),
  acknowledgedAt: Type.Optional(Moment),
  is: Type.Optional(Value),
});

export const rectificationsRoutes = {
  list: {
    name: 'listRectifications',
    method: 'GET',
    path: '/v1/rectifications',
    summary:
      'Whoever was given a wrong value, and what is right now (GDPR, articles 16 and 19). A connected ' +
      'system reads what is due to it, corrects itself, and acknowledges.',
    roles: [...staff, 'auditor', 'integration'],
    scope: 'customers:read',
    list: {
      filters: {
        status: { schema: oneOf(noticeStatuses) },
        recipient: { schema: slug() },
        field: { schema: slug() },
        customer: { schema: Pseudonym },
      },
      sorts: { dueAt: 'dueAt' },
    },
    answer: {
      schema: pageOf(Notice),
      example: {
        items: [
          {
            notice: noticeId,
            customer: 'salma',
            field: 'address',
            recipient: 'crm',
            status: 'due',
            dueAt: '2026-11-22T09:30:00.000Z',
            is: { street: 'Nile Street', houseNumber: '30' },
          },
        ],
      },
    },
  },
  acknowledge: {
    name: 'AcknowledgeNotice',
    method: 'POST',
    path: '/v1/rectifications/:id/acknowledgement',
    summary: 'The recipient has corrected the value.',
    roles: ['integration'],
    scope: 'customers:write',
    answer,
    problems: refused('no-such-notice'),
  },
} as const satisfies Readonly<Record<string, Route>>;
