import { dueColumn, type Policy, schedule } from '#eventing';

import type { ContactCommand } from '../contact/contact.commands.js';
import type { ContactEvent } from '../contact/contact.events.js';

/** An offered hand-off runs out by itself, also when the process was down at that moment. */
export const handoffDeadlinePolicy: Policy<ContactEvent, ContactCommand> = {
  name: 'handoff-deadlines',
  version: 1,
  of: 'contact',
  asks: 'contact',
  ...dueColumn,
  key: {
    HandoffOffered: ({ data }) => data.handoff,
    HandoffAccepted: ({ data }) => data.handoff,
    HandoffDeclined: ({ data }) => data.handoff,
    HandoffTimedOut: ({ data }) => data.handoff,
  },
  when: {
    HandoffOffered: (row, event) => {
      const { handoff, until: due } = event.data;
      if (due === undefined) return row;
      return schedule(event, { due, command: { type: 'TimeOutHandoff', data: { handoff, due } } });
    },
    HandoffAccepted: () => null,
    HandoffDeclined: () => null,
    HandoffTimedOut: () => null,
  },
};
