import { idOf, type Moment, type View } from '#eventing';

import type { AskedAgainCause, ContactEvent } from '../contact/contact.events.js';

export interface RepeatRow {
  readonly id: string;
  readonly contact: string;
  readonly customer: string;
  readonly ticket: string | null;
  readonly team: string | null;
  readonly cause: AskedAgainCause;
  readonly by: string;
  readonly seconds: number;
  readonly words?: string;
  readonly at: Moment;
}

/** Each time a customer was made to repeat their story. */
export const repeatsView: View<ContactEvent, RepeatRow> = {
  name: 'stories-asked-again',
  version: 1,
  of: 'contact',
  key: { StoryAskedAgain: ({ id }) => id },
  columns: {
    cause: { type: 'text', of: ({ cause }) => cause },
    team: { type: 'text', of: ({ team }) => team },
    ticket: { type: 'text', of: ({ ticket }) => ticket },
    customer: { type: 'text', of: ({ customer }) => customer },
    by: { type: 'text', of: ({ by }) => by },
    at: { type: 'text', of: ({ at }) => at },
  },
  indexes: [['at'], ['cause', 'at'], ['team', 'at'], ['ticket', 'at'], ['customer', 'at']],
  when: {
    StoryAskedAgain: (_, { id, stream, data }) => {
      const { notice: __, overBudgetAt: ___, ticket, team, ...rest } = data;
      const where = { ticket: ticket ?? null, team: team ?? null };
      return { ...rest, ...where, id, contact: idOf(stream) };
    },
  },
};
