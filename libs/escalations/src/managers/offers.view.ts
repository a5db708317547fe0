import { idOf, type Moment, type RecordedEvent, type View } from '#eventing';

import type { EscalationEvent } from '../escalation/escalation.events.js';

/** One offer to one person, and what they answered. */
export interface OfferAnswerRow {
  readonly person: string;
  readonly outcome: 'open' | 'accepted' | 'declined' | 'lapsed';
  /** When it was offered. */
  readonly at: Moment;
}

type Answer = RecordedEvent & { readonly data: { readonly offer: number } };

const keyOf = ({ stream, data }: Answer) => `${idOf(stream)}-${data.offer}`;

const answered = (outcome: OfferAnswerRow['outcome']) => (row: OfferAnswerRow | undefined) =>
  row && { ...row, outcome };

/** What each manager answered to what was offered to them. */
export const offersView: View<EscalationEvent, OfferAnswerRow> = {
  name: 'escalation-offers',
  version: 1,
  of: 'escalation',
  key: {
    EscalationOffered: keyOf,
    EscalationAccepted: keyOf,
    EscalationDeclined: keyOf,
    EscalationLapsed: keyOf,
  },
  columns: {
    person: { type: 'text', of: ({ person }) => person },
    outcome: { type: 'text', of: ({ outcome }) => outcome },
    at: { type: 'text', of: ({ at }) => at },
  },
  indexes: [['person', 'at'], ['outcome', 'at'], ['at']],
  when: {
    EscalationOffered: (_, { data: { person }, meta: { at } }) => ({ person, outcome: 'open', at }),
    EscalationAccepted: answered('accepted'),
    EscalationDeclined: answered('declined'),
    EscalationLapsed: answered('lapsed'),
  },
};
