import {
  Answered,
  commandRoutes,
  described,
  Id,
  Moment,
  optional,
  pageOf,
  type RouteRow,
  staff,
  strictObject,
  Type,
} from '#platform';

import type { NoticeCommand } from './notice.decider.js';
import { NoticeFilters } from './notices.requests.js';

const text = Type.String();
const id = '019ab3c4-5d6e-7fff-8f00-0123456789ab';

const Notice = strictObject({
  id: described(Id, 'Its id.'),
  topic: described(text, 'What it is about, such as `promise-missed`.'),
  about: described(Type.Record(text, text), 'Ids of what it is about, by their kinds.'),
  at: described(Moment, 'When it was told.'),
  readAt: optional(described(Moment, 'When it was read.')),
});

export const noticeCommands = commandRoutes<NoticeCommand>()({
  ReadNotice: {
    method: 'POST',
    path: '/v1/notices/:id/reading',
    summary: 'Say that I have read a notice to me.',
    roles: staff,
    answer: { schema: Answered, example: { id, version: 2 } },
    problems: ['notice.not-found'],
  },
});

export const noticesRoutes = {
  mine: {
    name: 'myNotices',
    method: 'GET',
    path: '/v1/my-notices',
    summary: 'What I was told as a member of staff, such as a promise that my team missed.',
    roles: staff,
    scope: 'notices:read',
    list: { filters: NoticeFilters, sorts: { at: 'at' }, order: '-at' },
    answer: {
      schema: pageOf(Notice),
      example: {
        items: [
          {
            id,
            topic: 'promise-missed',
            about: { promise: '019ab3c4-5d6e-7ffe-8f00-0123456789ab' },
            at: '2026-11-22T09:30:00.000Z',
          },
        ],
      },
    },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
