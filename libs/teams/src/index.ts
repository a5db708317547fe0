export * from './queue/queue.events.js';
export * from './staff/staff.events.js';
export * from './team/team.events.js';
export type { TeamCommand } from './team/team.commands.js';
