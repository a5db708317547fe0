import type { CommandContext, Decisions } from '#eventing';

import { isCustomer } from './asking.rules.js';
import type { EscalationCommand } from './escalation.commands.js';
import type { EscalationEvent } from './escalation.events.js';
import { ensure } from './escalation.rules.js';
import type { EscalationState } from './escalation.state.js';
import { ensureOpen, ensureRepeatable } from './offering.decisions.js';

type Rows = Decisions<EscalationState, EscalationCommand, EscalationEvent>;
type Chapter =
  | 'ResolveEscalation'
  | 'ConfirmEscalation'
  | 'ReturnEscalation'
  | 'WithdrawEscalation'
  | 'CloseEscalationForErasure';

export const ensureOwned = (state: EscalationState, { by }: CommandContext): void => {
  ensureOpen(state);
  ensure(state.owner !== undefined, 'not-accepted');
  ensure(state.owner === by.id, 'not-yours');
};

const ensureAnswerable = ({ status, owner }: EscalationState, command: CommandContext) => {
  ensure(status === 'resolved', 'not-resolved');
  ensure(isCustomer(command) || command.by.id !== owner, 'own-resolution');
};

/** How an escalation ends: the person who has it resolves it, the customer says whether it is so. */
export const settling: Pick<Rows, Chapter> = {
  ResolveEscalation: (state, command) => {
    ensureOwned(state, command);
    return state.status === 'resolved' ? [] : [{ type: 'EscalationResolved', data: command.data }];
  },

  ConfirmEscalation: (state, command) => {
    ensureOpen(state);
    ensureAnswerable(state, command);
    return [{ type: 'EscalationConfirmed', data: command.data }];
  },

  ReturnEscalation: (state, command) => {
    ensureOpen(state);
    ensureAnswerable(state, command);
    ensureRepeatable(state);
    return [{ type: 'EscalationReturned', data: command.data }];
  },

  WithdrawEscalation: (state, { data }) =>
    state.status === 'closed'
      ? []
      : [{ type: 'EscalationWithdrawn', data: { because: 'customer', ...data } }],

  CloseEscalationForErasure: ({ status }) =>
    status === 'closed' ? [] : [{ type: 'EscalationWithdrawn', data: { because: 'erased' } }],
};
