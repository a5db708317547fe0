import { decideBy, type Decider } from '#eventing';

import { ensureAskable, recordFor } from './asking.rules.js';
import { claiming } from './claiming.decisions.js';
import { erasing } from './erasing.decisions.js';
import { importing } from './importing.decisions.js';
import { merging } from './merging.decisions.js';
import type { RecordCommand } from './record.commands.js';
import type { RecordEvent } from './record.events.js';
import { personalOf } from './record.personal.js';
import type { RecordSettings } from './record.settings.js';
import { type CustomerRecord, evolve, recordUnder } from './record.state.js';
import { rectifying } from './rectifying.decisions.js';
import { confirming } from './confirming.decisions.js';

export type RecordDecider = Decider<CustomerRecord, RecordCommand, RecordEvent>;

/** All decisions about a customer's record, and the rules that they must follow. */
export const recordDecider = (settings: RecordSettings): RecordDecider => {
  const decide = decideBy<CustomerRecord, RecordCommand, RecordEvent>({
    ...claiming(settings),
    ...confirming(settings),
    ...importing(settings),
    ...rectifying,
    ...merging(settings),
    ...erasing,
  });
  return {
    name: 'record',
    initial: recordUnder(settings.ladder),
    evolve,
    decide: (known, command) => {
      const record = recordFor(known, command);
      ensureAskable(record, command);
      return decide(record, command);
    },
    personal: ({ customer }, event) => personalOf(customer!, event),
  };
};
