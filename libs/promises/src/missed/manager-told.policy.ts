import { type CommandsOf, dueColumn, type Moment, type Policy, schedule } from '#eventing';

import type { PromiseEvent } from '../promise/promise.events.js';

/** Carried out by a handler, which finds the manager. */
export type TellManagerCommand = CommandsOf<{ TellManager: { due: Moment } }>;

/** A miss is told to the first manager of the queue's chain who is there and did not miss it. */
export const managerToldPolicy: Policy<PromiseEvent, TellManagerCommand> = {
  name: 'missed-promises-told',
  version: 1,
  of: 'promise',
  asks: 'promise',
  ...dueColumn,
  when: {
    PromiseMissed: (_, event) =>
      schedule(event, {
        index: 1,
        command: { type: 'TellManager', data: { due: event.data.due } },
      }),
    ManagerTold: () => null,
  },
};
