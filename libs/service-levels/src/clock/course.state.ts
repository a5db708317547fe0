import type { Moment, RecordedEvent } from '#eventing';
import type { Awaited, Closure, Kind, Priority, TicketEvent } from '#tickets';

/** What clocks depend on, from one event of the ticket to the next. */
export interface Stretch {
  readonly at: Moment;
  readonly status: 'open' | 'on-hold' | 'resolution-proposed' | 'closed';
  readonly awaiting?: Awaited;
  readonly closedAs?: Closure;
  /** Begins with our words to the customer. */
  readonly hasWords: boolean;
}

/** A ticket as clocks see it. */
export interface Course {
  readonly customer: string;
  readonly kind: Kind;
  readonly priority: Priority;
  readonly service?: string;
  /** The revision of the last event. */
  readonly through: number;
  /** It had ended before this desk heard of it. */
  readonly isPast: boolean;
  readonly stretches: readonly Stretch[];
}

const unopened: Course = {
  customer: '',
  kind: 'incident',
  priority: 'medium',
  through: -1,
  isPast: false,
  stretches: [],
};

type Changes = Partial<Course> & { readonly stretch?: Omit<Stretch, 'at'> };

/** Words of ours change nothing else. */
const sameWithWords = ({ stretches }: Course): Omit<Stretch, 'at'> => {
  const { at: _, ...last } = stretches.at(-1) ?? { at: '', status: 'open' };
  return { ...last, hasWords: true } as Omit<Stretch, 'at'>;
};

const open = { status: 'open', hasWords: false } as const;

const rows: {
  readonly [Type in TicketEvent['type']]?: (
    data: Extract<TicketEvent, { type: Type }>['data'],
    course: Course,
  ) => Changes;
} = {
  TicketOpened: ({ kind, requester }) => ({ kind, customer: requester.id, stretch: open }),
  TicketClassified: ({ service }) => (service === undefined ? {} : { service }),
  PriorityDerived: ({ priority }) => ({ priority }),
  AgentReplied: (_, course) => ({ stretch: sameWithWords(course) }),
  TicketPutOnHold: ({ awaiting }) => ({
    stretch: { status: 'on-hold', awaiting, hasWords: false },
  }),
  TicketResumed: () => ({ stretch: open }),
  ResolutionProposed: () => ({ stretch: { status: 'resolution-proposed', hasWords: true } }),
  ResolutionRejected: () => ({ stretch: open }),
  TicketClosed: ({ as }) => ({ stretch: { status: 'closed', closedAs: as, hasWords: false } }),
  TicketReopened: () => ({ stretch: open }),
};

/**
 * An arrival counts, whatever moment was stated; only in history that an integration imports the
 * stated moment counts. No moment is before the one before it.
 */
const momentOf = ({ meta }: RecordedEvent, { stretches }: Course): Moment => {
  const at = isHistory({ meta }) ? meta.occurredAt! : meta.at;
  const last = stretches.at(-1)?.at ?? '';
  return at < last ? last : at;
};

/** Whether an event is history that an integration has imported. */
export const isHistory = ({ meta }: Pick<RecordedEvent, 'meta'>): boolean =>
  meta.actor.kind === 'integration' && meta.occurredAt !== undefined;

const follow = (course: Course, event: RecordedEvent<TicketEvent>): Course => {
  const row = rows[event.type] as ((data: unknown, course: Course) => Changes) | undefined;
  const { stretch, ...changes } = row?.(event.data, course) ?? {};
  const at = momentOf(event, course);
  const stretches = stretch ? [...course.stretches, { ...stretch, at }] : course.stretches;
  const isPast = isHistory(event) && stretches.at(-1)?.status === 'closed';
  return { ...course, ...changes, through: event.revision, isPast, stretches };
};

/** The course of a ticket, from its events. */
export const courseOf = (events: readonly RecordedEvent<TicketEvent>[]): Course =>
  events.reduce(follow, unopened);
