export * from './ticket/ticket.events.js';
export type { TicketCommand } from './ticket/ticket.commands.js';
export { type OriginCommand, originDecider, originIdOf } from './origin/origin.decider.js';
export { ticketDecider } from './ticket/ticket.decider.js';
export { defaultSettings, type TicketSettings } from './ticket/ticket.settings.js';
export { byEvent } from './timeline/events.representation.js';
export { shownTo, Ticket, type TicketShown } from './worklist/ticket.representation.js';
export { readable } from './worklist/worklist.controller.js';
export type { TicketRow } from './worklist/ticket-row.view.js';
export { worklistView } from './worklist/worklist.view.js';

export { tickets, ticketSettingsOf } from './tickets.context.js';
