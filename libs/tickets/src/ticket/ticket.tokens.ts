/** The decider of tickets, made once of its settings; commands of all controllers go through it. */
export const TICKETS = Symbol('tickets');
