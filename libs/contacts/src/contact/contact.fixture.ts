import type { CommandContext } from '#eventing';
import { rulesOf } from '#eventing/testing';

import { contactDecider } from './contact.decider.js';
import type { Callback, ContactEvent, Started } from './contact.events.js';
import { defaultSettings } from './contact.settings.js';

export const nine = '2026-01-05T09:00:00.000Z';

/** So many minutes after nine in the morning. */
export const at = (minutes: number): string =>
  new Date(Date.parse(nine) + minutes * 60_000).toISOString();

export const context: CommandContext = {
  id: '019ab3c4-5d6e-7000-8f00-0123456789ab',
  tenant: 'acme',
  by: { kind: 'agent', id: 'ana' },
  at: nine,
  correlation: 'story',
};

export const mona = { by: { kind: 'manager', id: 'mona' } } as const;
export const ben = { by: { kind: 'agent', id: 'ben' } } as const;
export const pbx = { by: { kind: 'integration', id: 'pbx' } } as const;
export const system = { by: { kind: 'system', id: 'handoff-deadlines' } } as const;

export const contactId = '019ab3c4-5d6e-7fff-8f00-0123456789ab';
export const ticketId = '019ab3c4-5d6e-7ffe-8f00-0123456789ab';
export const handoff = '019ab3c4-5d6e-7ffd-8f00-0123456789ab';

const call: Started = {
  contact: contactId,
  customer: 'salma',
  channel: 'call',
  queue: 'network',
  accountable: 'mona',
  at: nine,
};

export const started: ContactEvent = { type: 'ContactStarted', data: call };
export const mailed: ContactEvent = { type: 'ContactStarted', data: { ...call, channel: 'mail' } };

export const joinedBy = (agent: string, minutes = 1): readonly ContactEvent[] => [
  { type: 'AgentJoined', data: { agent, toldAs: 'Jana', at: at(minutes) } },
];

/** Ana has taken the call, and is accountable. */
export const taken: readonly ContactEvent[] = [
  started,
  ...joinedBy('ana'),
  {
    type: 'AccountabilityMoved',
    data: { person: 'ana', from: 'mona', because: 'joined', at: at(1) },
  },
];

export const offer: ContactEvent = {
  type: 'HandoffOffered',
  data: { handoff, from: 'ana', person: 'ben', at: at(2), until: at(4), overBudgetAt: at(22) },
};

/** The call-back for the first loss, promised so many minutes after nine. */
export const callbackAt = (minutes: number): Omit<Callback, 'promise'> => ({
  to: 'salma',
  accountable: 'ana',
  window: { from: at(minutes), to: at(minutes + 15) },
  channel: 'phone',
  contact: contactId,
  queue: 'network',
});

export const { given } = rulesOf(contactDecider(defaultSettings), context);
