import {
  dueColumn,
  type Of,
  type Policy,
  type RecordedEvent,
  schedule,
  type ScheduledCommand,
} from '#eventing';
import type { PromiseEvent, PromiseWishCommand } from '#promises';

import type { Callback, ContactEvent } from '../contact/contact.events.js';

type Lost = RecordedEvent<Of<ContactEvent, 'ContactDropped' | 'HandoffTimedOut' | 'LeavingWished'>>;

const topics = {
  ContactDropped: 'We lost you on the line.',
  HandoffTimedOut: 'You were passed on, and nobody answered.',
  LeavingWished: 'You want to leave us: by then it is done.',
} as const;

const wishOf = ({ type, id: cause }: Lost, callback: Callback) => {
  const { promise: _, contact, ticket, ...rest } = callback;
  const about = { contact, ...(ticket !== undefined && { ticket }) };
  return { ...rest, about, topic: topics[type], cause };
};

const promise = (
  row: ScheduledCommand<PromiseWishCommand> | undefined,
  event: Lost,
): ScheduledCommand<PromiseWishCommand> | undefined => {
  const { callback } = event.data;
  if (!callback) return row;
  const command = { type: 'PromiseCallback', data: wishOf(event, callback) } as const;
  return schedule(event, { id: callback.promise, index: 1, command });
};

const keyOf = ({ id, data: { callback } }: Lost): string => callback?.promise ?? id;

/**
 * A customer whom we lost is called back by the accountable person: that is promised, once for each loss.
 * That somebody who wants to leave has left by a deadline is a promise of the same kind.
 */
export const callbackPolicy: Policy<ContactEvent | PromiseEvent, PromiseWishCommand> = {
  name: 'contact-callbacks',
  version: 1,
  of: ['contact', 'promise'],
  asks: 'promise',
  ...dueColumn,
  key: { ContactDropped: keyOf, HandoffTimedOut: keyOf, LeavingWished: keyOf },
  when: {
    ContactDropped: promise,
    HandoffTimedOut: promise,
    LeavingWished: promise,
    /** The row's key is the id of the promise. */
    CallbackPromised: () => null,
  },
};
