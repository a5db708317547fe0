import { dueColumn, type Policy, schedule } from '#eventing';

import type { PromiseCommand } from '../promise/promise.commands.js';
import type { PromiseEvent, PromiseWindow } from '../promise/promise.events.js';

const missAt = ({ to: due }: PromiseWindow) => ({
  due,
  command: { type: 'MissPromise', data: { due } } as const,
});

/** A promise is missed by itself when its window ends, also when the process was down at that moment. */
export const missedPolicy: Policy<PromiseEvent, PromiseCommand> = {
  name: 'missed-promises',
  version: 1,
  of: 'promise',
  asks: 'promise',
  ...dueColumn,
  when: {
    CallbackPromised: (_, event) => schedule(event, missAt(event.data.window)),
    CheckInPromised: (_, event) => schedule(event, missAt(event.data.window)),
    PromiseMoved: (_, event) => schedule(event, missAt(event.data.window)),
    PromiseMissed: () => null,
    PromiseKept: () => null,
    PromiseReleased: () => null,
  },
};
