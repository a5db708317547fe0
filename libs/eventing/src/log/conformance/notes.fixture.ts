import { expect } from '@jest/globals';
import type { EventStore } from '../event-store.port.js';
import type { NewEvent, RecordedEvent } from '../../messages.js';

/** A UUIDv7 of its own for each number. */
export const idAt = (number: number): string =>
  `019b8e2c-4a00-7000-8000-${number.toString(16).padStart(12, '0')}`;

let used = 0;

/** A stream that no other test uses. */
export const newStream = (): string => `note-acme-${idAt(++used)}`;

/** An event with an id of its own, unless it is given one. */
export const newNote = (text: string, id = idAt(++used)): NewEvent => ({
  id,
  type: 'Noted',
  schema: 1,
  data: { text },
  meta: {
    tenant: 'acme',
    actor: { kind: 'customer', id: 'ana' },
    at: '2026-01-05T09:00:00.000Z',
    correlation: idAt(0),
    causation: idAt(0),
  },
});

/** So many events, `a`, `b`, `c` … */
export const notes = (count: number): NewEvent[] =>
  Array.from({ length: count }, (_, index) => newNote(String.fromCharCode(97 + (index % 26))));

export const textsOf = (events: readonly RecordedEvent[]) =>
  events.map(({ data }) => (data as { text: string }).text);

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Everything that a store owes about an event, in a form that tells at a glance what differs. */
export const shown = (events: readonly RecordedEvent[]) =>
  events.map(({ envelope, dataBytes, leaf, meta, ...event }) => ({
    ...event,
    meta: Object.fromEntries(Object.entries(meta).filter(([, value]) => value !== undefined)),
    envelope: Buffer.from(envelope).toString('utf8'),
    dataBytes: Buffer.from(dataBytes).toString('utf8'),
    leaf: hex(leaf),
  }));

export const refused = (promise: Promise<unknown>, code: string, details = {}) =>
  expect(promise).rejects.toMatchObject({ name: 'Refusal', code, details });

/** The whole log, for stores whose tests write little. */
export const wholeLog = (store: EventStore) => store.readAll({ limit: 100_000 });
