/** The decider of tickets, built once from its settings; all controllers use it. */
export const TICKETS = Symbol('tickets');

/** The settings of that decider. */
export const TICKET_SETTINGS = Symbol('ticket settings');
