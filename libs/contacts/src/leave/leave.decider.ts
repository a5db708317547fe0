import {
  type CommandContext,
  decideBy,
  type Decider,
  evolveBy,
  isAfter,
  personalBy,
} from '#eventing';

import type { LeaveCommand } from './leave.commands.js';
import type { LeaveEvent } from './leave.events.js';
import { ensure } from './leave.rules.js';

interface Leave {
  readonly customer: string;
  readonly status: 'none' | 'given' | 'withdrawn';
}

/** The customer whose wish it is. */
const speakerOf = ({ by, onBehalfOf }: CommandContext): string | undefined =>
  by.kind === 'customer' ? by.id : onBehalfOf;

const evolve = evolveBy<Leave, LeaveEvent>({
  LeaveToSpeakGiven: (_, { customer }) => ({ customer, status: 'given' }),
  LeaveToSpeakWithdrawn: (leave) => ({ ...leave, status: 'withdrawn' }),
});

const decide = decideBy<Leave, LeaveCommand, LeaveEvent>({
  GiveLeaveToSpeak: (_, command) => {
    const { to, scope, ticket, until } = command.data;
    const customer = speakerOf(command);
    ensure(customer !== undefined, 'for-the-customer');
    ensure(customer !== to, 'to-yourself');
    ensure((scope === 'ticket') === (ticket !== undefined), 'ticket-or-everything');
    ensure(until === undefined || isAfter(until, command.at), 'until-past');
    return [{ type: 'LeaveToSpeakGiven', data: { ...command.data, customer: customer! } }];
  },

  WithdrawLeaveToSpeak: ({ customer, status }, command) => {
    ensure(speakerOf(command) === customer, 'for-the-customer');
    if (status === 'withdrawn') return [];
    return [{ type: 'LeaveToSpeakWithdrawn', data: { because: 'customer', ...command.data } }];
  },

  WithdrawLeaveForErasure: ({ status }, { by }) => {
    ensure(by.kind === 'system', 'system-only');
    if (status === 'withdrawn') return [];
    return [{ type: 'LeaveToSpeakWithdrawn', data: { because: 'erased' } }];
  },
});

const ensureConcerned = ({ customer, status }: Leave, { by }: LeaveCommand) => {
  ensure(status !== 'none', 'not-found');
  ensure(by.kind !== 'customer' || by.id === customer, 'not-found');
};

/** All decisions about a leave to speak. Only the customer gives and withdraws it. */
export const leaveDecider: Decider<Leave, LeaveCommand, LeaveEvent> = {
  name: 'leave',
  initial: { customer: '', status: 'none' },
  creates: ['GiveLeaveToSpeak'],
  evolve,
  decide: (leave, command) => {
    if (command.type !== 'GiveLeaveToSpeak') ensureConcerned(leave, command);
    return decide(leave, command);
  },
  personal: personalBy<Leave, LeaveEvent>(
    { LeaveToSpeakGiven: ['/words'], LeaveToSpeakWithdrawn: ['/words'] },
    ({ customer }) => customer,
  ),
};
