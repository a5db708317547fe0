export { Chains } from './chain/chains.reader.js';
export * from './queue/queue.events.js';
export * from './staff/staff.events.js';
export * from './team/team.events.js';
export { teams } from './teams.context.js';
