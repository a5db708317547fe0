export { notificationSenderOf } from './notification-senders.js';
