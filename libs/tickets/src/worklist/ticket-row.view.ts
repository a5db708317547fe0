import { happenedAt, idOf, type Moment, type Of, type RecordedEvent } from '#eventing';

import {
  type Awaited,
  type Channel,
  type Closure,
  type Grade,
  intake,
  isForStaff,
  type Kind,
  type Origin,
  type PainPoint,
  type Priority,
  type Requester,
  type Status,
  type TicketEvent,
} from '../ticket/ticket.events.js';
import type { CorrectionRows } from './corrections.view.js';
import type { LinkRow } from './links.view.js';
import type { LastWordRow } from './words.view.js';

/** One ticket as lists and its own page need it. Moments are those at which things happened. */
export interface TicketRow {
  readonly id: string;
  readonly kind: Kind;
  readonly subject: string;
  readonly requester: Requester;
  readonly watchers: readonly string[];
  readonly channel: Channel;
  readonly status: Status;
  readonly closedAs: Closure | null;
  /** Medium until somebody classifies it. */
  readonly priority: Priority;
  readonly impact: Grade | null;
  readonly urgency: Grade | null;
  readonly category: string | null;
  readonly service: string | null;
  readonly queue: string;
  readonly assignee: string | null;
  readonly waitingFor: Awaited | 'agent' | null;
  readonly openedAt: Moment;
  readonly changedAt: Moment;
  /** How often it moved from one queue to another. */
  readonly reassignments: number;
  readonly reopenings: number;
  readonly version: number;
  readonly origin?: Origin | undefined;
  readonly hold?:
    { readonly awaiting: Awaited; readonly reason: string; readonly until?: Moment } | undefined;
  readonly proposal?:
    { readonly text: string; readonly answerBy: Moment; readonly by?: string } | undefined;
  readonly closedAt?: Moment | undefined;
  readonly reopenUntil?: Moment | undefined;
  readonly mergedInto?: string | undefined;
  readonly links?: readonly LinkRow[];
  readonly corrections?: CorrectionRows;
  readonly painPoint?: PainPoint;
  readonly lastWord?: LastWordRow;
  /** How many files it has, those for staff too; without any, nobody looks for them. */
  readonly files?: number;
  /** The position in the log of the last change: lists with several pages go on by it. */
  readonly changed: number;
  /** What `version` and `changedAt` are for customers, who do not see every event. */
  readonly shown: { readonly version: number; readonly changedAt: Moment };
}

const shownAt = (event: RecordedEvent): TicketRow['shown'] => ({
  version: event.revision + 1,
  changedAt: happenedAt(event),
});

/** Events that change an existing row, and what they change in it. */
export const change =
  <E extends RecordedEvent<TicketEvent>>(of: (row: TicketRow, event: E) => Partial<TicketRow>) =>
  (row: TicketRow | undefined, event: E): TicketRow | undefined =>
    row && {
      ...row,
      ...of(row, event),
      version: event.revision + 1,
      changedAt: happenedAt(event),
      changed: event.position,
      shown: isForStaff(event) ? row.shown : shownAt(event),
    };

/** The values of a ticket until an event changes them. */
const unclassified = {
  watchers: [],
  status: 'open',
  closedAs: null,
  priority: 'medium',
  impact: null,
  urgency: null,
  category: null,
  service: null,
  queue: intake,
  assignee: null,
  waitingFor: 'agent',
  reassignments: 0,
  reopenings: 0,
} as const;

/** A ticket as it was opened. */
export const open = (event: RecordedEvent<Of<TicketEvent, 'TicketOpened'>>): TicketRow => {
  const { kind, subject, requester, channel, origin } = event.data;
  const at = happenedAt(event);
  return {
    ...unclassified,
    id: idOf(event.stream),
    kind,
    subject,
    requester,
    channel,
    openedAt: at,
    changedAt: at,
    changed: event.position,
    shown: shownAt(event),
    version: event.revision + 1,
    origin,
  };
};
