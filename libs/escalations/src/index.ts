export * from './escalation/escalation.events.js';
export { escalations } from './escalations.context.js';
