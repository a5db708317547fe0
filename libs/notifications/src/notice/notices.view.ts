import { happenedAt, idOf, type Moment, type View } from '#eventing';

import type { NotificationMatter } from '../notification/notification.events.js';
import type { NoticeEvent } from './notice.events.js';

export interface NoticeRow {
  readonly id: string;
  readonly person: string;
  readonly topic: string;
  readonly about: NotificationMatter;
  readonly at: Moment;
  readonly readAt?: Moment;
}

/** What members of staff were told. */
export const noticesView: View<NoticeEvent, NoticeRow> = {
  name: 'notices',
  version: 1,
  of: 'notice',
  columns: {
    person: { type: 'text', of: ({ person }) => person },
    topic: { type: 'text', of: ({ topic }) => topic },
    status: { type: 'text', of: ({ readAt }) => (readAt === undefined ? 'unread' : 'read') },
    at: { type: 'text', of: ({ at }) => at },
  },
  indexes: [
    ['person', 'at'],
    ['person', 'status', 'at'],
  ],
  when: {
    StaffNotified: (_, event) => ({
      id: idOf(event.stream),
      ...event.data,
      at: event.meta.at,
    }),
    NoticeRead: (row, event) => row && { ...row, readAt: happenedAt(event) },
  },
};
