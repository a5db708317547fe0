export * from './need/need.events.js';
export { needs } from './needs.context.js';
