import { idOf, type Moment, type View } from '#eventing';

import type { ContactEvent } from '../contact/contact.events.js';

export interface RefusalRow {
  readonly refusal: string;
  readonly contact: string;
  readonly customer: string;
  readonly ticket: string | null;
  readonly team: string | null;
  readonly rule: string;
  readonly reason: string;
  readonly by: string;
  readonly at: Moment;
}

/** What was refused to customers, and by which rule. */
export const refusalsView: View<ContactEvent, RefusalRow> = {
  name: 'contact-refusals',
  version: 1,
  of: 'contact',
  key: { ServiceRefused: ({ data }) => data.refusal },
  columns: {
    rule: { type: 'text', of: ({ rule }) => rule },
    team: { type: 'text', of: ({ team }) => team },
    ticket: { type: 'text', of: ({ ticket }) => ticket },
    customer: { type: 'text', of: ({ customer }) => customer },
    by: { type: 'text', of: ({ by }) => by },
    at: { type: 'text', of: ({ at }) => at },
  },
  indexes: [['at'], ['rule', 'at'], ['team', 'at'], ['ticket', 'at'], ['customer', 'at']],
  when: {
    ServiceRefused: (_, { stream, data: { notice: __, ticket, team, ...data } }) => ({
      ...data,
      contact: idOf(stream),
      ticket: ticket ?? null,
      team: team ?? null,
    }),
  },
};
