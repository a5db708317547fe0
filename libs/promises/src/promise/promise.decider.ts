import { decideBy, type Decider, personalBy } from '#eventing';

import { ensureAskable } from './asking.rules.js';
import { keeping } from './keeping.decisions.js';
import { promising } from './promising.decisions.js';
import type { PromiseCommand } from './promise.commands.js';
import type { PromiseEvent } from './promise.events.js';
import { evolve, nothing, type PromiseState } from './promise.state.js';

const decide = decideBy<PromiseState, PromiseCommand, PromiseEvent>({ ...promising, ...keeping });

/** All decisions about a promise. Every word in it is about the customer to whom it was made. */
export const promiseDecider: Decider<PromiseState, PromiseCommand, PromiseEvent> = {
  name: 'promise',
  initial: nothing,
  creates: ['PromiseCallback', 'PromiseCheckIn', 'RenounceCheckIn'],
  evolve,
  decide: (promise, command) => {
    ensureAskable(promise, command);
    return decide(promise, command);
  },
  personal: personalBy<PromiseState, PromiseEvent>(
    {
      CallbackPromised: ['/topic'],
      CheckInPromised: ['/topic'],
      PromiseMoved: ['/why'],
      PromiseAttempted: ['/words'],
      PromiseKept: ['/outcome'],
      PromiseReleased: ['/words'],
    },
    ({ to }) => to,
  ),
};
