import { type CommandContext, secondsAfter } from '#eventing';
import { rulesOf } from '#eventing/testing';

import { escalationDecider } from './escalation.decider.js';
import type { ChainPlace, EscalationEvent, EscalationRequested } from './escalation.events.js';

export const nine = '2026-01-05T09:00:00.000Z';
export const minutesAfterNine = (minutes: number) => secondsAfter(nine, minutes * 60);

export const ticketId = '019ab3c4-5d6e-7ffe-8f00-0123456789ab';

export const context: CommandContext = {
  id: '019ab3c4-5d6e-7000-8f00-0123456789ab',
  tenant: 'acme',
  by: { kind: 'customer', id: 'salma' },
  at: nine,
  correlation: 'story',
};

const manager = (id: string) => ({ by: { kind: 'manager', id } }) as const;

export const mona = manager('mona');
export const dina = manager('dina');
export const robin = manager('robin');
export const omar = { by: { kind: 'customer', id: 'omar' } } as const;
export const system = { by: { kind: 'system', id: 'lapsed-offers' } } as const;

/** Mona first, then Max, for whom Dina is there, and Robin last. */
export const people: readonly ChainPlace[] = [
  { person: 'mona' },
  { person: 'dina', insteadOf: 'max' },
  { person: 'robin' },
];

export const asked: EscalationRequested = {
  customer: 'salma',
  about: { ticket: ticketId },
  cause: { kind: 'asked' },
  reason: 'Three call-backs were missed.',
  queue: 'network',
  accountable: 'mona',
};

export const requested: EscalationEvent = { type: 'EscalationRequested', data: asked };
export const offeredToMona: EscalationEvent = {
  type: 'EscalationOffered',
  data: { person: 'mona', offer: 1, until: minutesAfterNine(15) },
};
export const declinedByMona: EscalationEvent = {
  type: 'EscalationDeclined',
  data: { person: 'mona', offer: 1, reason: 'I planned the work.' },
};
export const climbedFrom = (from: string, because: 'declined' | 'lapsed'): EscalationEvent => ({
  type: 'EscalationClimbed',
  data: { from, because },
});
export const offeredToDina: EscalationEvent = {
  type: 'EscalationOffered',
  data: { person: 'dina', insteadOf: 'max', offer: 2, until: minutesAfterNine(15) },
};
export const assignedToRobin: EscalationEvent = {
  type: 'EscalationAssigned',
  data: { person: 'robin', until: minutesAfterNine(60) },
};
export const acceptedByMona: EscalationEvent = {
  type: 'EscalationAccepted',
  data: { person: 'mona', offer: 1, until: minutesAfterNine(60) },
};
export const resolved: EscalationEvent = {
  type: 'EscalationResolved',
  data: { outcome: 'An engineer comes on Wednesday.' },
};
export const confirmed: EscalationEvent = { type: 'EscalationConfirmed', data: {} };

export const withMona = [requested, offeredToMona, acceptedByMona] as const;
export const toDina = [
  requested,
  offeredToMona,
  declinedByMona,
  climbedFrom('mona', 'declined'),
  offeredToDina,
] as const;
export const withRobin = [requested, assignedToRobin] as const;

export const { given } = rulesOf(
  escalationDecider({ offerMinutes: 15, contactMinutes: 60 }),
  context,
);
