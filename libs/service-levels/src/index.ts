export * from './calendar/calendar.events.js';
export type * from './clock/clock.events.js';
export * from './policy/level-policy.events.js';
export { serviceLevels } from './service-levels.context.js';
