import { expect } from '@jest/globals';
import { leafHash, Refusal, type EventStore, type NewEvent, type RecordedEvent } from '#eventing';

import { readFileSync } from 'node:fs';

interface Kept {
  readonly revision: number;
  readonly position: number;
  readonly leaf: string;
}

/** One append as the writers wrote it down: acknowledged, refused, or with an unknown outcome. */
export interface Ask {
  readonly stream: string;
  readonly version: number;
  readonly events: readonly NewEvent[];
  kept?: readonly Kept[];
  refused?: string;
  fault?: string;
}

type Line = { readonly ask?: string } & Partial<Ask>;

/** A program that was killed may leave half a line at the end. */
const lineOf = (text: string): Line => {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return {};
  }
};

/** What was asked, and what was answered, by the number of the ask. */
export const readJournal = (journal: string): Ask[] => {
  const asks = new Map<string, Ask>();
  for (const text of readFileSync(journal, 'utf8').split('\n').filter(Boolean)) {
    const { ask, ...entry } = lineOf(text);
    if (ask) asks.set(ask, Object.assign(asks.get(ask) ?? {}, entry) as Ask);
  }
  return [...asks.values()];
};

const keptOf = ({ revision, position, envelope }: RecordedEvent): Kept => ({
  revision,
  position,
  leaf: leafHash(envelope).toString('hex'),
});

const idsOf = (events: readonly { readonly id: string }[]) => events.map(({ id }) => id);

const storedFor = (store: EventStore, { stream, version, events }: Ask) =>
  store.read(stream, { from: version, limit: events.length });

const isThere = (stored: readonly RecordedEvent[], ask: Ask) => {
  const asked = new Set(idsOf(ask.events));
  const found = idsOf(stored).filter((id) => asked.has(id));
  // A command is there whole or not at all.
  expect([0, ask.events.length]).toContain(found.length);
  return found.length > 0;
};

const checkKept = async (store: EventStore, ask: Ask) => {
  const stored = await storedFor(store, ask);
  expect(idsOf(stored)).toEqual(idsOf(ask.events));
  expect(stored.map(keptOf)).toEqual(ask.kept);
};

/** Asks again with the same ids and version: once in the log, or refused because a rival won. */
const retry = async (store: EventStore, ask: Ask) => {
  const was = isThere(await storedFor(store, ask), ask);
  const answer = await store
    .append(ask.stream, ask.version, ask.events)
    .catch((error: unknown) => error);
  const refused = answer instanceof Refusal;
  if (refused) expect([was, answer.code]).toEqual([false, 'stream.changed']);
  else expect(idsOf(answer as RecordedEvent[])).toEqual(idsOf(ask.events));
  expect(isThere(await storedFor(store, ask), ask)).toBe(!refused);
};

export interface Account {
  readonly acknowledged: number;
  readonly refused: number;
  readonly unknown: number;
}

/** Holds the log against what its writers were told. Every unknown outcome is asked for again. */
export const accountFor = async (store: EventStore, asks: readonly Ask[]): Promise<Account> => {
  const acknowledged = asks.filter(({ kept }) => kept);
  const refused = asks.filter((ask) => ask.refused);
  const unknown = asks.filter((ask) => !ask.kept && !ask.refused);
  for (const ask of acknowledged) await checkKept(store, ask);
  for (const ask of refused) expect(isThere(await storedFor(store, ask), ask)).toBe(false);
  for (const ask of unknown) await retry(store, ask);
  return {
    acknowledged: acknowledged.length,
    refused: refused.length,
    unknown: unknown.length,
  };
};

/** No event is in the log twice. */
export const expectNoDoubles = async (store: EventStore): Promise<void> => {
  const seen = new Set<string>();
  for (let after = 0; ;) {
    const page = await store.readAll({ after, limit: 1000 });
    for (const { id } of page) expect(seen.has(id)).toBe(false);
    for (const { id } of page) seen.add(id);
    const last = page.at(-1);
    if (!last) return;
    after = last.position;
  }
};
