/** The decider, built with the settings of the desk. */
export const ESCALATION_DECIDER = Symbol('escalation-decider');
