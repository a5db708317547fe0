import type { DataOf, Moment } from '#eventing';

import type { ContactEvent, ToldWait } from './contact.events.js';

/** What the customer spends their time on. A second is counted once, for the first of these that holds. */
export const runningKinds = ['handoff', 'hold', 'queue', 'menu'] as const;
export type RunningKind = (typeof runningKinds)[number];
export const timeKinds = [...runningKinds, 'repeat'] as const;
export type TimeKind = (typeof timeKinds)[number];

/** Something that begins or ends at a moment; `all` ends everything. */
export interface Mark {
  readonly at: Moment;
  readonly edge: 'start' | 'end';
  readonly kind: RunningKind | 'all';
  /** Which one of its kind: the id of a hand-off. */
  readonly ref?: string;
  /** What was said of a wait when it began. */
  readonly told?: ToldWait;
}

/** What is known of a contact's time: marks in whatever order they were told. */
export interface TimeMarks {
  readonly marks: readonly Mark[];
  /** Seconds for repeating. */
  readonly repeated: number;
}

export const noTime: TimeMarks = { marks: [], repeated: 0 };

export interface TimeSpent {
  /** Milliseconds of each kind. */
  readonly by: Readonly<Record<TimeKind, number>>;
  readonly total: number;
  /** Whether time is being spent at the end of the count. */
  readonly isRunning: boolean;
}

const keyOf = ({ kind, ref = '' }: Mark) => `${kind} ${ref}`;

const order = (a: Mark, b: Mark): number => {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.edge === b.edge ? 0 : a.edge === 'end' ? -1 : 1;
};

/** A hand-off whose (last) answer was told to be before its offer takes no time. */
const withoutAnswered = (marks: readonly Mark[]): readonly Mark[] => {
  const ends = new Map(
    marks.filter(({ edge, ref }) => edge === 'end' && ref).map((mark) => [keyOf(mark), mark.at]),
  );
  const isOver = (mark: Mark) =>
    mark.edge === 'start' && mark.ref !== undefined && (ends.get(keyOf(mark)) ?? '~') <= mark.at;
  return marks.filter((mark) => !isOver(mark));
};

type Running = ReadonlyMap<string, RunningKind>;

const after = (running: Running, mark: Mark): Running => {
  if (mark.kind === 'all') return new Map();
  const next = new Map(running);
  if (mark.edge === 'start') next.set(keyOf(mark), mark.kind);
  else next.delete(keyOf(mark));
  return next;
};

const kindOf = (running: Running): RunningKind | undefined => {
  const kinds = [...running.values()];
  return runningKinds.find((kind) => kinds.includes(kind));
};

/** The time that was spent until a moment, whatever the order in which it was told. */
export const timeSpent = ({ marks, repeated }: TimeMarks, until: Moment): TimeSpent => {
  const spent = { handoff: 0, hold: 0, queue: 0, menu: 0, repeat: repeated * 1000 };
  let running: Running = new Map();
  let from = '';
  const count = (to: Moment) => {
    const kind = kindOf(running);
    if (kind) spent[kind] += Date.parse(to) - Date.parse(from);
    from = to;
  };
  const known = withoutAnswered(marks.toSorted(order)).filter(({ at }) => at <= until);
  for (const mark of known) {
    count(mark.at);
    running = after(running, mark);
  }
  if (running.size > 0) count(until);
  const total = timeKinds.reduce((sum, kind) => sum + spent[kind], 0);
  return { by: spent, total, isRunning: running.size > 0 };
};

/** One wait, beside what was told about it. */
export interface WaitSpent {
  readonly wait: RunningKind;
  readonly startedAt: Moment;
  readonly endedAt?: Moment;
  readonly seconds?: number;
  readonly told?: ToldWait;
}

const secondsBetween = (from: Moment, to: Moment) => {
  const milliseconds = Date.parse(to) - Date.parse(from);
  return (milliseconds - (milliseconds % 1000)) / 1000;
};

const endedBy = (wait: WaitSpent, { at, kind }: Mark): WaitSpent =>
  wait.endedAt === undefined && (kind === 'all' || kind === wait.wait)
    ? { ...wait, endedAt: at, seconds: secondsBetween(wait.startedAt, at) }
    : wait;

/** The waits of a contact in their order, whatever the order in which they were told. */
export const waitsOf = ({ marks }: TimeMarks): readonly WaitSpent[] => {
  let waits: readonly WaitSpent[] = [];
  for (const mark of marks.toSorted(order)) {
    if (mark.edge === 'end') waits = waits.map((wait) => endedBy(wait, mark));
    else if (mark.kind !== 'handoff' && mark.kind !== 'all') {
      const told = mark.told ? { told: mark.told } : {};
      waits = [...waits, { wait: mark.kind, startedAt: mark.at, ...told }];
    }
  }
  return waits;
};

/** The moment of the last mark: what runs on after it is not counted until it ends. */
export const lastMark = ({ marks }: TimeMarks): Moment =>
  marks.reduce((last, { at }) => (at > last ? at : last), '');

const ended = (kind: Mark['kind'], at: Moment, ref?: string): Mark => ({
  at,
  edge: 'end',
  kind,
  ...(ref !== undefined && { ref }),
});

type Answer = DataOf<ContactEvent, 'HandoffAccepted' | 'HandoffDeclined'>;
type Over = DataOf<ContactEvent, 'ContactDropped' | 'ContactEnded'>;

const answered = ({ at, handoff }: Answer) => [ended('handoff', at, handoff)];
const over = ({ at }: Over) => [ended('all', at)];

/** Which events begin and end what. */
const marksOf: {
  readonly [Type in ContactEvent['type']]?: (data: DataOf<ContactEvent, Type>) => readonly Mark[];
} = {
  WaitStarted: ({ at, wait, told }) => [{ at, edge: 'start', kind: wait, ...(told && { told }) }],
  WaitEnded: ({ at, wait }) => [ended(wait, at)],
  /** Whoever picks up ends menu and queue, also where no notice says so. */
  AgentJoined: ({ at }) => [ended('menu', at), ended('queue', at)],
  HandoffOffered: ({ at, handoff }) => [{ at, edge: 'start', kind: 'handoff', ref: handoff }],
  HandoffAccepted: answered,
  HandoffDeclined: answered,
  HandoffTimedOut: ({ due, handoff }) => [ended('handoff', due, handoff)],
  ContactDropped: over,
  ContactEnded: over,
};

/** What is known of the time after an event. Nobody waits on the line for a mail. */
export const withEvent = (time: TimeMarks, event: ContactEvent, channel: string): TimeMarks => {
  if (event.type === 'StoryAskedAgain')
    return { ...time, repeated: time.repeated + event.data.seconds };
  const marks = channel === 'mail' ? undefined : marksOf[event.type];
  return marks ? { ...time, marks: [...time.marks, ...marks(event.data as never)] } : time;
};
