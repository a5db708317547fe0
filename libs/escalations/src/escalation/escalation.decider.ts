import { decideBy, type Decider, personalBy } from '#eventing';

import { ensureAskable } from './asking.rules.js';
import { contacting } from './contacting.decisions.js';
import type { EscalationCommand } from './escalation.commands.js';
import type { EscalationEvent } from './escalation.events.js';
import type { EscalationSettings } from './escalation.settings.js';
import { type EscalationState, evolve, nothing } from './escalation.state.js';
import { offering } from './offering.decisions.js';
import { settling } from './settling.decisions.js';

export type EscalationDecider = Decider<EscalationState, EscalationCommand, EscalationEvent>;

/** Words of who joins are about them; all others are about the customer who asked first. */
const whose = ({ customer }: EscalationState, event: EscalationEvent): string =>
  event.type === 'EscalationJoined' ? event.data.customer : customer;

/** All decisions about an escalation. It always has an open offer with a deadline, or an owner. */
export const escalationDecider = (settings: EscalationSettings): EscalationDecider => {
  const decide = decideBy<EscalationState, EscalationCommand, EscalationEvent>({
    ...offering(settings),
    ...settling,
    ...contacting,
  });
  return {
    name: 'escalation',
    initial: nothing,
    creates: ['RequestEscalation'],
    evolve,
    decide: (escalation, command) => {
      ensureAskable(escalation, command);
      return decide(escalation, command);
    },
    personal: personalBy<EscalationState, EscalationEvent>(
      {
        EscalationRequested: ['/reason', '/wants'],
        EscalationJoined: ['/reason', '/wants'],
        EscalationAccepted: ['/name'],
        EscalationDeclined: ['/reason', '/name'],
        ContactTaken: ['/name'],
        EscalationResolved: ['/outcome'],
        EscalationConfirmed: ['/words'],
        EscalationReturned: ['/reason'],
        EscalationWithdrawn: ['/words'],
      },
      whose,
    ),
  };
};
