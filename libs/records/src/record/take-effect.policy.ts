import { type Policy, dueColumn, idOf, schedule } from '#eventing';

import type { RecordCommand } from './record.commands.js';
import type { RecordEvent } from './record.events.js';

const keyed = (stream: string, claim: string) => `${idOf(stream)}/${claim}`;

/** On the announced day the change takes effect, and recipients of changes get their notices. */
export const announcedClaimPolicy: Policy<RecordEvent, RecordCommand> = {
  name: 'record-announced',
  version: 1,
  of: 'record',
  asks: 'record',
  ...dueColumn,
  key: {
    ClaimMade: ({ stream, data }) => keyed(stream, data.claim),
    ClaimTookEffect: ({ stream, data }) => keyed(stream, data.claim),
    ClaimWithdrawn: ({ stream, data }) => keyed(stream, data.claim),
  },
  when: {
    ClaimMade: (_, event) => {
      const { claim, validFrom } = event.data;
      if (validFrom <= event.meta.at) return null;
      const command = { type: 'ApplyAnnouncedClaim', data: { claim } } as const;
      return schedule(event, { due: validFrom, command });
    },
    ClaimTookEffect: () => null,
    ClaimWithdrawn: () => null,
  },
};
