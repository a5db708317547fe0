export * from './ticket/ticket.commands.js';
export * from './ticket/ticket.decider.js';
export * from './ticket/ticket.events.js';
export * from './ticket/ticket.settings.js';
