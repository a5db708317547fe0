export type { NoticeCommand } from './notice/notice.decider.js';
export * from './notice/notice.events.js';
export * from './notification/notification.events.js';
export { type Notification, NotificationSender } from './notification/notification-sender.port.js';
export { languageIn, Notifications } from './notification/notifications.handler.js';
export { notifications } from './notifications.context.js';
