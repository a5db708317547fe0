import { expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { EventStore } from '../event-store.port.js';
import type { NewEvent } from '../../messages.js';
import { newStream, newNote } from './notes.fixture.js';

/** The log as a child would keep it: a list. */
interface AppendedEvent {
  readonly stream: number;
  readonly event: NewEvent;
  position: number;
}

interface AppendRequest {
  readonly stream: number;
  readonly version: number;
  readonly events: readonly NewEvent[];
}

type Step =
  | {
      readonly do: 'append';
      readonly stream: number;
      readonly lag: number;
      readonly texts: string[];
    }
  | { readonly do: 'repeat' | 'twist'; readonly which: number }
  | { readonly do: 'read'; readonly stream: number; readonly range: StreamPage }
  | { readonly do: 'read all'; readonly range: LogPage };

interface StreamPage {
  readonly from: number | undefined;
  readonly limit: number | undefined;
  readonly backwards: boolean;
}

interface LogPage {
  readonly after: number | undefined;
  readonly limit: number;
  readonly backwards: boolean;
}

const small = fc.nat({ max: 6 });
const maybe = fc.option(small, { nil: undefined });
const stream = fc.nat({ max: 2 });

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('append' as const),
      stream,
      lag: fc.constantFrom(0, 0, 0, 0, -1, 1),
      texts: fc.array(fc.string({ maxLength: 8, unit: 'grapheme' }), { maxLength: 3 }),
    }),
  },
  fc.record({ do: fc.constantFrom('repeat' as const, 'twist' as const), which: fc.nat() }),
  fc.record({
    do: fc.constant('read' as const),
    stream,
    range: fc.record({ from: maybe, limit: maybe, backwards: fc.boolean() }),
  }),
  fc.record({
    do: fc.constant('read all' as const),
    range: fc.record({ after: maybe, limit: small, backwards: fc.boolean() }),
  }),
);

const given = <T extends object>(range: T) =>
  Object.fromEntries(Object.entries(range).filter(([, value]) => value !== undefined)) as T;

const ids = (events: readonly { readonly id: string }[]) => events.map(({ id }) => id);

/** The model and the store side by side; each step must come to the same in both. */
class SideBySide {
  readonly #names = [newStream(), newStream(), newStream()];
  readonly #log: AppendedEvent[] = [];
  readonly #asked: AppendRequest[] = [];

  constructor(private readonly store: EventStore) {}

  async take(next: Step): Promise<void> {
    const rows: { readonly [Do in Step['do']]: (step: never) => Promise<void> } = {
      append: (each: Step & { do: 'append' }) => this.#append(each),
      repeat: (each: { which: number }) => this.#repeat(each.which),
      twist: (each: { which: number }) => this.#twist(each.which),
      read: (each: Step & { do: 'read' }) => this.#read(each),
      'read all': (each: Step & { do: 'read all' }) => this.#readAll(each.range),
    };
    await rows[next.do](next as never);
    expect(await this.store.head()).toBe(this.#log.at(-1)?.position ?? 0);
  }

  #of(number: number) {
    return this.#log.filter((entry) => entry.stream === number);
  }

  async #append({ stream: number, lag, texts }: Step & { do: 'append' }) {
    const current = this.#of(number).length;
    const version = Math.max(0, current + lag);
    const events = texts.map((text) => newNote(text));
    const answer = this.store.append(this.#names[number]!, version, events);
    if (version !== current)
      return expect(answer).rejects.toMatchObject({ code: 'stream.changed' });
    const recorded = await answer;
    expect(ids(recorded)).toEqual(ids(events));
    for (const { position, revision } of recorded)
      this.#log.push({ stream: number, event: events[revision - version]!, position });
    if (events.length > 0) this.#asked.push({ stream: number, version, events });
  }

  async #repeat(which: number) {
    const asked = this.#asked[which % this.#asked.length];
    if (!asked) return;
    const recorded = await this.store.append(
      this.#names[asked.stream]!,
      asked.version,
      asked.events,
    );
    const entries = this.#of(asked.stream).slice(asked.version, asked.version + recorded.length);
    expect(ids(recorded)).toEqual(ids(asked.events));
    expect(recorded.map(({ position }) => position)).toEqual(
      entries.map(({ position }) => position),
    );
  }

  async #twist(which: number) {
    const asked = this.#asked[which % this.#asked.length];
    if (!asked) return;
    const twisted = asked.events.map((event) => ({ ...event, data: { twisted: true } }));
    const answer = this.store.append(this.#names[asked.stream]!, asked.version, twisted);
    await expect(answer).rejects.toMatchObject({ code: 'stream.id-reused' });
  }

  async #read({ stream: number, range }: Step & { do: 'read' }) {
    const { from, limit, backwards } = range;
    const entries = this.#of(number);
    const part = backwards
      ? entries.slice(0, (from ?? Infinity) + 1).toReversed()
      : entries.slice(from);
    const events = await this.store.read(this.#names[number]!, given(range) as object);
    expect(ids(events)).toEqual(ids(part.slice(0, limit).map(({ event }) => event)));
  }

  async #readAll({ after, limit, backwards }: LogPage) {
    const place = after === undefined ? undefined : this.#log[after]?.position;
    const entries = backwards ? this.#log.toReversed() : this.#log;
    const beyond = ({ position }: AppendedEvent) =>
      place === undefined || (backwards ? position < place : position > place);
    const range = { limit, backwards, ...(place !== undefined && { after: place }) };
    const events = await this.store.readAll(range);
    const expected = entries.filter(beyond).slice(0, limit);
    expect(ids(events)).toEqual(ids(expected.map(({ event }) => event)));
  }
}

/** The store does what a list would do, in any order of calls. */
export const modelConformance = (open: () => Promise<EventStore>) =>
  it('does what a list of events would do, whatever is asked of it', async () => {
    const property = fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const store = await open();
      const both = new SideBySide(store);
      for (const each of steps) await both.take(each);
      await store.close();
    });
    await fc.assert(property, { numRuns: 40 });
  });
