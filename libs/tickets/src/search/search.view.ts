import {
  happenedAt,
  idOf,
  type Message,
  type Moment,
  type Of,
  type RecordedEvent,
  type View,
} from '#eventing';

import type { TicketEvent } from '../ticket/ticket.events.js';

/** A text of a ticket. */
export interface SearchRow {
  readonly ticket: string;
  readonly version: number;
  readonly type: TicketEvent['type'];
  readonly by: { readonly kind: string; readonly id: string };
  readonly at: Moment;
  readonly text: string;
  /** `staff`: no customer finds it, whatever they search for. */
  readonly audience: 'everyone' | 'staff';
}

type Text = string | boolean | undefined;

const say =
  <E extends RecordedEvent<Message>>(
    textOf: (data: E['data']) => readonly Text[],
    isForStaff: (data: E['data']) => boolean = () => false,
  ) =>
  (_: SearchRow | undefined, event: E): SearchRow | null => {
    const text = textOf(event.data)
      .filter((part) => typeof part === 'string')
      .join('\n');
    return text === ''
      ? null
      : {
          ticket: idOf(event.stream),
          version: event.revision + 1,
          type: event.type as TicketEvent['type'],
          by: event.meta.actor,
          at: happenedAt(event),
          text,
          audience: isForStaff(event.data) ? 'staff' : 'everyone',
        };
  };

const when: View<TicketEvent, SearchRow>['when'] = {
  PainPointTold: say(({ hurts, stops, wants }) => [hurts, stops, wants]),
  CustomerReplied: say(({ text }) => [text]),
  AgentReplied: say(({ text }) => [text]),
  NoteAdded: say(
    ({ text }) => [text],
    () => true,
  ),
  AttachmentAdded: say(
    ({ name }) => [name],
    ({ staffOnly }) => staffOnly,
  ),
  AttachmentRemoved: () => null,
  TicketPutOnHold: say(({ reason }) => [reason]),
  ResolutionProposed: say(({ text }) => [text]),
  ResolutionConfirmed: say(({ words }) => [words]),
  ResolutionRejected: say(({ reason }) => [reason]),
  TicketReopened: say(({ reason }) => [reason]),
  TicketWithdrawn: say(({ reason }) => [reason]),
  TicketReleased: say(
    ({ reason }) => [reason],
    () => true,
  ),
  TicketMerged: say(({ reason }) => [reason]),
  FactCorrected: say(({ is, words }) => [is, words]),
  FactDisputed: say(({ reason }) => [reason]),
};

/** A file that was removed is not found by its name any more. */
const fileKey = ({
  stream,
  data,
}: RecordedEvent<Of<TicketEvent, 'AttachmentAdded' | 'AttachmentRemoved'>>) =>
  `${idOf(stream)}/${data.attachment}`;

const key = (event: RecordedEvent) => `${idOf(event.stream)}/${event.revision}`;

/** All texts of tickets, one row each. Subjects are searched in the tickets themselves. */
export const searchView: View<TicketEvent, SearchRow> = {
  name: 'ticket-words',
  version: 4,
  of: 'ticket',
  key: {
    ...Object.fromEntries(Object.keys(when).map((type) => [type, key])),
    AttachmentAdded: fileKey,
    AttachmentRemoved: fileKey,
  },
  columns: {
    ticket: { type: 'text', of: ({ ticket }) => ticket },
    audience: { type: 'text', of: ({ audience }) => audience },
    at: { type: 'text', of: ({ at }) => at },
  },
  indexes: [['at'], ['ticket', 'at']],
  search: ({ text }) => text,
  when,
};
