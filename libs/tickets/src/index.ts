import { attachmentsView } from './attachments/attachments.view.js';
import { followUpPolicy } from './follow-up/follow-up.policy.js';
import { holdPolicy } from './hold/hold.policy.js';
import { linkPolicy } from './link/link.policy.js';
import { autoClosePolicy } from './auto-close/auto-close.policy.js';
import { searchView } from './search/search.view.js';
import { worklistView } from './worklist/worklist.view.js';

export * from './ticket/ticket.events.js';
export type { TicketCommand } from './ticket/ticket.commands.js';
export { type TicketDecider, ticketDecider } from './ticket/ticket.decider.js';
export { ensure as ticketRules } from './ticket/ticket.rules.js';
export { defaultSettings, type Matrix, type TicketSettings } from './ticket/ticket.settings.js';
export { type TicketRow, worklistView } from './worklist/worklist.view.js';
export { type SearchRow, searchView } from './search/search.view.js';
export { type AttachmentRow, attachmentsView } from './attachments/attachments.view.js';

/** How tickets are seen; the store of views keeps them. */
export const ticketViews = [worklistView, searchView, attachmentsView] as const;

/** What tickets ask for by themselves; also kept by the store of views. */
export const ticketPolicies = [holdPolicy, autoClosePolicy, followUpPolicy, linkPolicy] as const;

export { ticketRoutes } from './ticket/ticket.routes.js';
export { TicketsModule, ticketsModule } from './tickets.module.js';
