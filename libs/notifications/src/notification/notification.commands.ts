import type { CommandsOf, DataOf } from '#eventing';

import type { NotificationEvent } from './notification.events.js';

/** Only `Notifications` asks for these, after it has tried. */
export type NotificationCommand = CommandsOf<{
  MarkNotificationSent: DataOf<NotificationEvent, 'NotificationSent'>;
  MarkNotificationNotSent: DataOf<NotificationEvent, 'NotificationNotSent'>;
}>;
