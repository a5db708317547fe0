export * from './ticket/ticket.events.js';
export type { TicketCommand } from './ticket/ticket.commands.js';
export { type TicketDecider, ticketDecider } from './ticket/ticket.decider.js';
export { ensure as ticketRules } from './ticket/ticket.rules.js';
export { defaultSettings, type Matrix, type TicketSettings } from './ticket/ticket.settings.js';
export { type TicketRow, worklistView } from './worklist/worklist.view.js';
export { type SearchRow, searchView } from './search/search.view.js';
export { type AttachmentRow, attachmentsView } from './attachments/attachments.view.js';

export { ticketRoutes } from './ticket/ticket.routes.js';
export { tickets, ticketSettingsOf } from './tickets.context.js';
