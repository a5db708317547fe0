import type { Actor, CommandContext, Meta, Moment } from '#eventing';
import { rulesOf } from '#eventing/testing';

import { ticketDecider } from './ticket.decider.js';
import type { Fact, TicketEvent } from './ticket.events.js';

/**
 * The people of every story here: Salma is the requester, Yusuf watches, Ana and Ben are staff,
 * Omar is a stranger.
 */
export const salma: Actor = { kind: 'customer', id: 'salma' };
export const yusuf: Actor = { kind: 'customer', id: 'yusuf' };
export const omar: Actor = { kind: 'customer', id: 'omar' };
export const ana: Actor = { kind: 'agent', id: 'ana' };
export const ben: Actor = { kind: 'manager', id: 'ben' };
export const importer: Actor = { kind: 'integration', id: 'servicenow' };
export const clock: Actor = { kind: 'system', id: 'agenda' };

export const monday = '2026-01-05T09:00:00.000Z';
export const tuesday = '2026-01-06T09:00:00.000Z';
export const saturday = '2026-01-10T09:00:00.000Z';
/** When the reopening window of a ticket that was closed on Monday ends, and the day after. */
export const windowEnds = '2026-02-04T09:00:00.000Z';
export const afterWindow = '2026-02-05T09:00:00.000Z';

export const otherTicket = '019ab3c4-0000-7000-8000-00000000000b';
export const thirdTicket = '019ab3c4-0000-7000-8000-00000000000c';

/** By Ana, on Monday, unless a story says otherwise. */
export const context: CommandContext = {
  id: '019ab3c4-5d6e-7000-8f00-0123456789ab',
  tenant: 'acme',
  by: ana,
  at: monday,
  correlation: 'story',
};

export const at = (moment: Moment): { readonly meta: Meta } => ({
  meta: { tenant: 'acme', actor: salma, at: moment, correlation: 'story', causation: 'story' },
});

const happened = <const E extends TicketEvent>(event: E): E => event;

export const opened = happened({
  type: 'TicketOpened',
  data: {
    kind: 'incident',
    subject: 'VPN drops every hour',
    requester: { id: 'salma', name: 'سلمى' },
    channel: 'portal',
  },
});
export const watched = happened({ type: 'WatcherAdded', data: { watcher: 'yusuf' } });
export const classified = happened({
  type: 'TicketClassified',
  data: { category: 'network', service: 'vpn', impact: 'medium', urgency: 'high' },
});
export const derived = happened({
  type: 'PriorityDerived',
  data: { priority: 'medium', impact: 'medium', urgency: 'high', matrix: 'itil-5x5-1' },
});
export const queued = happened({
  type: 'TicketQueued',
  data: { queue: 'network', from: 'intake' },
});
export const assigned = happened({ type: 'TicketAssigned', data: { assignee: 'ana' } });
export const awaitingCustomer = happened({
  type: 'TicketPutOnHold',
  data: { awaiting: 'customer', reason: 'Which network are you on?', until: saturday },
});
export const awaitingVendor = happened({
  type: 'TicketPutOnHold',
  data: { awaiting: 'vendor', reason: 'The router is being replaced.' },
});
export const proposed = happened({
  type: 'ResolutionProposed',
  data: { text: 'The tunnel was given a longer lifetime.', answerBy: saturday, by: 'ana' },
});
export const confirmed = happened({ type: 'ResolutionConfirmed', data: {} });
export const closed = (as: 'confirmed' | 'not-answered' | 'withdrawn' | 'duplicate') =>
  happened({ type: 'TicketClosed', data: { as, reopenUntil: windowEnds } });
export const merged = happened({
  type: 'TicketMerged',
  data: { into: otherTicket, reason: 'The same outage.' },
});
export const corrected = (fact: Fact, is: string | boolean) =>
  happened({ type: 'FactCorrected', data: { fact, was: null, is } });

export const ticket = rulesOf(ticketDecider(), context);
