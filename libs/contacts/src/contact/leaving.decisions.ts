import {
  causedCommandId,
  type Decisions,
  newAggregateId,
  secondsAfter,
  secondsUntil,
} from '#eventing';

import { momentOf } from './asking.rules.js';
import type { ContactCommand } from './contact.commands.js';
import type { Callback, ContactEvent } from './contact.events.js';
import { ensure } from './contact.rules.js';
import type { ContactSettings } from './contact.settings.js';
import type { ContactState, LeavingState } from './contact.state.js';
import { about } from './conversing.decisions.js';

const HOUR = 3600;

const leavingOf = ({ leaving: open }: ContactState, leaving: string): LeavingState => {
  ensure(open?.leaving === leaving, 'leaving-not-found');
  return open!;
};

type Chapter = 'WishToLeave' | 'CarryOutLeaving' | 'WithdrawLeaving';

/** A customer who wants to leave has left by a deadline that is a promise; a broken line loses nothing. */
export const leaving = (
  settings: ContactSettings,
): Pick<Decisions<ContactState, ContactCommand, ContactEvent>, Chapter> => ({
  WishToLeave: (contact, command) => {
    ensure(contact.leaving === undefined, 'leaving-open');
    const { data, at: from } = command;
    const due = secondsAfter(from, settings.leavingHours * HOUR);
    const promise = newAggregateId(causedCommandId(contact.contact, 'leaving', data.leaving));
    const callback: Callback = { promise, ...about(contact), window: { from, to: due } };
    return [{ type: 'LeavingWished', data: { ...data, at: momentOf(command), due, callback } }];
  },

  CarryOutLeaving: (contact, command) => {
    const { promise, since } = leavingOf(contact, command.data.leaving);
    const at = momentOf(command);
    const seconds = secondsUntil(since, at);
    const data = { ...command.data, by: command.by.id, promise, seconds, at };
    return [{ type: 'LeavingCarriedOut', data }];
  },

  WithdrawLeaving: (contact, command) => {
    const { promise } = leavingOf(contact, command.data.leaving);
    ensure(command.onBehalfOf === contact.customer, 'for-the-customer');
    const data = { ...command.data, promise, at: momentOf(command) };
    return [{ type: 'LeavingWithdrawn', data }];
  },
});
