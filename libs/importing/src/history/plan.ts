import { lookUp, type Moment } from '#eventing';

import { derivedId } from '../derived-id.js';
import type { Ask, Asks, HistoryEntry, Source, State } from './source.js';

/** A row that was read, and its line in the file. */
export interface Line<E extends HistoryEntry> {
  readonly line: number;
  readonly entry: E;
}

/** One command for something that happened in the other system. */
export interface Step {
  /** A UUIDv7 derived from what happened, so that repeating it gives the same events. */
  readonly id: string;
  readonly line: number;
  readonly occurredAt: Moment;
  readonly ask: Ask;
}

export interface Plan<E extends HistoryEntry> {
  /** Our id. */
  readonly id: string;
  /** Their id. */
  readonly ticket: string;
  readonly lines: readonly Line<E>[];
  readonly steps: readonly Step[];
}

type EntryPair<E> = readonly [entry: E, before: E | undefined];

/**
 * A row's commands by name, in order: for the state it leaves, the facts that change, the state it
 * enters.
 */
const asksOf = <E extends HistoryEntry>(source: Source<E>, [entry, before]: EntryPair<E>) => {
  const { leaves, enters } = movesOf(source, [entry, before]);
  const asks: Record<string, Asks<E> | undefined> = {
    left: leaves,
    ...source.facts,
    entered: enters,
  };
  return Object.entries(asks).flatMap(([name, ask]): [string, Ask][] => {
    const asked = ask?.(entry, before);
    return asked ? [[name, asked]] : [];
  });
};

const movesOf = <E extends HistoryEntry>(
  { states }: Source<E>,
  [entry, before]: EntryPair<E>,
): State<E> =>
  entry.state === before?.state
    ? {}
    : {
        enters: lookUp(states, entry.state)?.enters,
        leaves: before && lookUp(states, before.state)?.leaves,
      };

/**
 * A ticket cannot be updated before it exists: it was opened at its earliest update at the latest,
 * whatever they say.
 */
const earliest = (moments: readonly Moment[]) => moments.toSorted()[0]!;

/** Counts the rows of each moment, for systems that do not number their updates. */
const turnCounter = () => {
  const seen = new Map<Moment, number>();
  return (moment: Moment): number => {
    const turn = seen.get(moment) ?? 0;
    seen.set(moment, turn + 1);
    return turn;
  };
};

/** The commands for the rows of one ticket, in the order of their log. */
export const planOf = <E extends HistoryEntry>(
  source: Source<E>,
  lines: readonly Line<E>[],
): Plan<E> => {
  const [first] = lines as readonly [Line<E>];
  const { ticket, openedAt } = first.entry;
  const idOf = (moment: Moment, ...parts: string[]) =>
    derivedId(moment, source.system, ticket, ...parts);
  const opened = earliest([openedAt, ...lines.map(({ entry }) => entry.updatedAt)]);
  const steps: Step[] = [
    {
      id: idOf(openedAt, 'opened'),
      line: first.line,
      occurredAt: opened,
      ask: source.opens(first.entry),
    },
  ];
  const turns = turnCounter();
  let before: E | undefined;
  for (const { line, entry } of lines) {
    const known = before ? source.remembers(before, entry) : entry;
    const { updatedAt: occurredAt, update = turns(known.updatedAt) } = known;
    for (const [name, ask] of asksOf(source, [known, before]))
      steps.push({ id: idOf(occurredAt, String(update), name), line, occurredAt, ask });
    before = known;
  }
  return { id: idOf(openedAt, 'ticket'), ticket, lines, steps };
};
