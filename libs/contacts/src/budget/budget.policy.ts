import { dueColumn, type Moment, type Policy, type RecordedEvent, schedule } from '#eventing';

import type { ContactCommand } from '../contact/contact.commands.js';
import type { ContactEvent } from '../contact/contact.events.js';

const watch = (
  _: unknown,
  event: RecordedEvent<ContactEvent & { readonly data: { readonly overBudgetAt?: Moment } }>,
) => {
  const { overBudgetAt: due } = event.data;
  if (due === undefined) return null;
  const command = { type: 'ExceedBudget', data: { due } } as const;
  return schedule(event, { due, index: 2, command });
};

/** When the budget of a customer's minutes is used up, that is said at that moment, also while they wait. */
export const budgetPolicy: Policy<ContactEvent, ContactCommand> = {
  name: 'customer-minutes',
  version: 1,
  of: 'contact',
  asks: 'contact',
  ...dueColumn,
  when: {
    ContactLinked: watch,
    AgentJoined: watch,
    WaitStarted: watch,
    WaitEnded: watch,
    StoryAskedAgain: watch,
    HandoffOffered: watch,
    HandoffAccepted: watch,
    HandoffDeclined: watch,
    HandoffTimedOut: watch,
    ContactDropped: watch,
    ContactEnded: watch,
    CustomerMinutesExceeded: () => null,
  },
};
