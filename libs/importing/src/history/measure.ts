import type { RecordedEvent } from '#eventing';
import { intake, type Priority, type TicketEvent } from '#tickets';

import type { Line } from './plan.js';
import type { Replayed } from './replay.js';
import type { HistoryEntry } from './source.js';

/** Our figure and theirs. */
export interface Compared {
  readonly theirs: number;
  readonly ours: number;
}

/** The result of one ticket, read back from the log, compared with their rows. */
export interface Measure {
  readonly isClosed: boolean;
  /** Their rows that tell a priority, and how many of them have the same as ours. */
  readonly priorities: Compared;
  readonly reopenings: Compared;
  readonly reassignments: Compared;
  /** Whether each of their reassignments is a row that names both groups. */
  readonly showsReassignments: boolean;
  /** Lines whose priority differs. */
  readonly differing: readonly number[];
}

type Known = RecordedEvent<TicketEvent>;

const isReopening = ({ type }: Known) => type === 'TicketReopened';

const isReassignment = (event: Known) =>
  event.type === 'TicketQueued' && event.data.from !== undefined && event.data.from !== intake;

const isOver = (event: Known) => event.type === 'TicketClosed' || event.type === 'TicketReopened';

/** Our priority after each of their rows, in order. */
const prioritiesAfter = <E extends HistoryEntry>(
  { plan }: Replayed<E>,
  events: readonly Known[],
) => {
  const lineOf = new Map(plan.steps.map(({ id, line }) => [id.slice(18), line]));
  const derived = new Map<number, Priority>();
  for (const event of events) {
    const line = lineOf.get(event.id.slice(18));
    if (event.type === 'PriorityDerived' && line) derived.set(line, event.data.priority);
  }
  let priority: Priority | undefined;
  return plan.lines.map(({ line }) => (priority = derived.get(line) ?? priority));
};

const reassignedIn = (entry: HistoryEntry | undefined) => entry?.reassigned ?? 0;

const shows = <E extends HistoryEntry>({ entry }: Line<E>, before: E | undefined) => {
  const rises = reassignedIn(entry) - reassignedIn(before);
  const moved = before !== undefined && entry.group !== before.group;
  const named = entry.group !== undefined && before?.group !== undefined;
  return rises === Number(moved) && (!moved || named);
};

/** What they do not count is not compared. */
const counted = (theirs: number | undefined, ours: number): Compared =>
  theirs === undefined ? { theirs: 0, ours: 0 } : { theirs, ours };

export const measureOf = <E extends HistoryEntry>(replayed: Replayed<E>): Measure => {
  const { lines } = replayed.plan;
  const events = replayed.events as unknown as readonly Known[];
  const last = lines.at(-1)!.entry;
  const priorities = prioritiesAfter(replayed, events);
  const told = lines
    .map((one, index) => ({ ...one, ours: priorities[index] }))
    .filter(({ entry }) => entry.priority !== undefined);
  const differing = told.filter(({ entry, ours }) => ours !== entry.priority);
  return {
    isClosed: events.findLast(isOver)?.type === 'TicketClosed',
    priorities: { theirs: told.length, ours: told.length - differing.length },
    reopenings: counted(last.reopened, events.filter(isReopening).length),
    reassignments: counted(last.reassigned, events.filter(isReassignment).length),
    showsReassignments: lines.every((line, index) => shows(line, lines[index - 1]?.entry)),
    differing: differing.map(({ line }) => line),
  };
};
