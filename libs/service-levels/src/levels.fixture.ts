import type { Actor, CommandContext, Meta, Moment } from '#eventing';

/** Mona manages the desk, Salma is a customer, Ana works on tickets. */
export const mona: Actor = { kind: 'manager', id: 'mona' };
export const salma: Actor = { kind: 'customer', id: 'salma' };
export const ana: Actor = { kind: 'agent', id: 'ana' };

export const monday = '2026-01-05T09:00:00.000Z';

/** By Mona, on Monday, unless a story says otherwise. */
export const context: CommandContext = {
  id: '019ab3c4-5d6e-7000-8f00-0123456789ab',
  tenant: 'acme',
  by: mona,
  at: monday,
  correlation: 'story',
};

/** On Monday, at this time. */
export const on = (time: string): Moment => `2026-01-05T${time}:00.000Z`;

export const at = (moment: Moment): { readonly meta: Partial<Meta> } => ({ meta: { at: moment } });
