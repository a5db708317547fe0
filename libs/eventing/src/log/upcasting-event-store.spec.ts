import { beforeEach, describe, expect, it } from '@jest/globals';
import type { MessagesOf, NewEvent, RecordedEvent } from '../messages.js';
import { eventStoreConformance } from './conformance/event-store.conformance.js';
import { hex, idAt, newNote, wholeLog } from './conformance/notes.fixture.js';
import { faultOf } from './event-fault.js';
import { MemoryEventStore } from './memory-event-store.js';
import { type Upcasters, schemaOf, upcastersOf } from './upcasters.js';
import { UpcastingEventStore } from './upcasting-event-store.js';

/** In schema 1 `{ text }`, in schema 2 `{ words }`. */
type Event = MessagesOf<{
  Noted: { words: readonly string[]; count: number };
  Shut: Record<string, never>;
}>;

const upcasters: Upcasters<Event> = {
  Noted: [
    ({ text }: { text: string }) => ({ words: text.split(' ') }),
    ({ words }: { words: readonly string[] }) => ({ words, count: words.length }),
  ],
};

const STREAM = `note-acme-${idAt(1)}`;

const noted = (schema: number, data: unknown): NewEvent => ({
  ...newNote('', idAt(schema)),
  schema,
  data,
});

const asWritten = [
  noted(1, { text: 'it drips' }),
  noted(2, { words: ['it', 'drips'] }),
  noted(3, { words: ['it', 'drips'], count: 2 }),
];
const today = { words: ['it', 'drips'], count: 2 };

const dataOf = (events: readonly RecordedEvent[]) => events.map(({ data }) => data);

eventStoreConformance(
  async (clock) => new UpcastingEventStore(new MemoryEventStore(clock && { clock }), {}),
);

describe('upcasters', () => {
  it('say in which schema an event is written today', () => {
    expect(schemaOf(upcasters, 'Noted')).toBe(3);
    expect(schemaOf(upcasters, 'Shut')).toBe(1);
    expect(schemaOf(undefined, 'Noted')).toBe(1);
  });

  it('must end in what the table says today', () => {
    const wrong: Upcasters<Event> = {
      // @ts-expect-error -- the count is missing
      Noted: [({ text }: { text: string }) => ({ words: text.split(' ') })],
    };
    expect(schemaOf(wrong, 'Noted')).toBe(2);
  });
});

describe('a log that is read in the schemas of today', () => {
  let log: MemoryEventStore;
  let store: UpcastingEventStore;
  beforeEach(async () => {
    log = new MemoryEventStore();
    store = new UpcastingEventStore(log, upcastersOf([{ name: 'note', upcasters }]));
  });

  it('reads every schema as the last one: a stream, the log, and what is appended', async () => {
    expect(dataOf(await store.append(STREAM, 0, asWritten))).toEqual([today, today, today]);
    expect(dataOf(await store.read(STREAM))).toEqual([today, today, today]);
    expect(dataOf(await store.readAll({ limit: 10 }))).toEqual([today, today, today]);
    expect(dataOf(store.upcast(await log.read(STREAM)))).toEqual([today, today, today]);
  });

  it('delivers them so, those of before and those to come', async () => {
    await log.append(STREAM, 0, asWritten.slice(0, 1));
    const received: unknown[] = [];
    await new Promise<void>((done) => {
      store.subscribe(0, (events) => {
        received.push(...dataOf(events));
        if (received.length === 3) done();
      });
      void log.append(STREAM, 1, asWritten.slice(1));
    });
    expect(received).toEqual([today, today, today]);
  });

  it('leaves the bytes, the hash and the number of the schema as they were written', async () => {
    await store.append(STREAM, 0, asWritten);
    const [stored, read] = [await log.read(STREAM), await store.read(STREAM)];

    expect(read.map(({ leaf }) => hex(leaf))).toEqual(stored.map(({ leaf }) => hex(leaf)));
    expect(read.map(({ schema }) => schema)).toEqual([1, 2, 3]);
    expect(read.map((event, index) => faultOf(event, read[index - 1]))).toEqual(
      read.map(() => undefined),
    );
    expect(dataOf(stored)).toEqual(asWritten.map(({ data }) => data));
  });

  it('leaves other events as they are, also those of the same name in another aggregate', async () => {
    const other = `memo-acme-${idAt(2)}`;
    await log.append(other, 0, [newNote('it drips')]);

    expect(await store.read(other)).toEqual(await log.read(other));
  });

  it('throws for a schema that is not known yet, instead of misreading it', async () => {
    await log.append(STREAM, 0, [noted(4, {})]);

    await expect(wholeLog(store)).rejects.toThrow('in schema 4; this one knows 3.');
    await expect(store.read(STREAM)).rejects.toThrow('A newer version wrote Noted');
  });
});
