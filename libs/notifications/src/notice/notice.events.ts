import type { MessagesOf } from '#eventing';

import type { NotificationMatter } from '../notification/notification.events.js';

/** What a member of staff was told, and that they read it. */
export type NoticeEvent = MessagesOf<{
  StaffNotified: { person: string; topic: string; about: NotificationMatter };
  NoticeRead: {};
}>;
