export { type Notification, NotificationSender } from './notification-sender.port.js';
