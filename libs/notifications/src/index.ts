export { type Letter, Messenger } from './notification-sender.port.js';
