import { type CommandsOf, dueColumn, type Policy, schedule } from '#eventing';

import type { EscalationEvent } from '../escalation/escalation.events.js';

/** Carried out by a handler, which finds who is there in the chain. */
export type LapseOfferCommand = CommandsOf<{ LapseEscalation: { offer: number } }>;

/** Silence climbs at the deadline, also when the process was down at that moment. */
export const lapsePolicy: Policy<EscalationEvent, LapseOfferCommand> = {
  name: 'lapsed-offers',
  version: 1,
  of: 'escalation',
  asks: 'escalation',
  ...dueColumn,
  when: {
    EscalationOffered: (_, event) => {
      const { offer, until: due } = event.data;
      return schedule(event, { due, command: { type: 'LapseEscalation', data: { offer } } });
    },
    EscalationAccepted: () => null,
    EscalationDeclined: () => null,
    EscalationLapsed: () => null,
    EscalationWithdrawn: () => null,
  },
};
