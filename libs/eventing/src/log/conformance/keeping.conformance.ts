import { beforeEach, describe, expect, it } from '@jest/globals';
import { hash } from 'node:crypto';
import { canonical, leafHash, NotCanonical } from '../canonical.js';
import { LARGEST_DATA, LARGEST_ENVELOPE } from '../envelope.js';
import type { EventStore } from '../event-store.port.js';
import { hex, newStream, newNote, notes, refused, wholeLog } from './notes.fixture.js';

/** An event whose data has so many canonical bytes. */
const filled = (bytes: number) => ({
  ...newNote(''),
  data: { text: 'x'.repeat(bytes - '{"text":""}'.length) },
});

/** An event whose envelope has so many bytes more than usual. */
const wide = (bytes: number) => {
  const event = newNote('a');
  return { ...event, meta: { ...event.meta, causation: 'x'.repeat(bytes) } };
};

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

/** Keeping: exactly the bytes, hashed and chained; and what cannot be kept harms nothing. */
export const keepingConformance = (current: () => EventStore) => {
  let store: EventStore;
  let stream: string;
  beforeEach(() => {
    store = current();
    stream = newStream();
  });

  describe('what is kept', () => {
    it('is the canonical bytes of the data and of its envelope, exactly', async () => {
      const data = {
        ﬁ: 1,
        '😀': [1e21, -0, 0.1],
        z: { b: null, a: 'احمد\u2028\u0000' },
        gone: undefined,
      };
      const event = { ...newNote(''), data };
      const [recorded] = await store.append(stream, 0, [event]);
      const [read] = await store.read(stream);

      const kept = canonical(data);
      const { id, type, schema } = event;
      const { tenant, ...meta } = event.meta;
      const { recordedAt } = recorded!;
      const sum = { sha256: hash('sha256', kept, 'hex'), size: Buffer.byteLength(kept) };
      const own = { id, tenant, stream, revision: 0, type, schema, meta, recordedAt };
      const expected = canonical({ ...own, form: 1, data: sum });
      expect(text(recorded!.envelope)).toBe(expected);
      expect(text(recorded!.dataBytes)).toBe(kept);
      expect(hex(read!.envelope)).toBe(hex(recorded!.envelope));
      expect(hex(read!.dataBytes)).toBe(hex(recorded!.dataBytes));
      expect(read!.data).toEqual(JSON.parse(JSON.stringify(data)));
    });

    it('is the RFC 6962 leaf hash of the envelope', async () => {
      await store.append(stream, 0, notes(2));

      for (const { envelope, leaf } of await store.read(stream))
        expect(hex(leaf)).toBe(hex(leafHash(envelope)));
    });

    it('is chained: each event names the leaf of the one before it, the first names none', async () => {
      await store.append(stream, 0, notes(2));
      await store.append(stream, 2, notes(1));

      const [first, second, third] = await store.read(stream);
      const chain = [first!, second!, third!].map(({ meta }) => meta.prev);
      expect(chain).toEqual([undefined, hex(first!.leaf), hex(second!.leaf)]);
    });

    it('is never whose words they are', async () => {
      const event = { ...newNote('a'), personal: { '/text': 'acme/ana' } };
      const [recorded] = await store.append(stream, 0, [event]);
      const [read] = await store.read(stream);

      for (const kept of [recorded!, read!]) {
        expect(kept).not.toHaveProperty('personal');
        expect(text(kept.dataBytes) + text(kept.envelope)).not.toContain('acme/ana');
      }
    });

    it('is not what a caller says came before', async () => {
      const event = newNote('a');
      const meta = { ...event.meta, prev: 'f'.repeat(64) };
      const [recorded] = await store.append(stream, 0, [{ ...event, meta }]);

      expect(recorded!.meta.prev).toBeUndefined();
      expect(text(recorded!.envelope)).not.toContain('prev');
    });
  });

  describe('what cannot be kept', () => {
    it('is not an event whose data has 512 KiB', async () => {
      const [recorded] = await store.append(stream, 0, [filled(LARGEST_DATA)]);

      expect(recorded!.dataBytes).toHaveLength(512 * 1024);
    });

    it('is one of a byte more, and nothing of that append is kept', async () => {
      const events = [newNote('a'), filled(LARGEST_DATA + 1)];

      await refused(store.append(stream, 0, events), 'stream.too-large');
      expect(await store.read(stream)).toEqual([]);
      expect(await store.head()).toBe(0);
    });

    it('is an envelope of more bytes than sixteen bits can count', async () => {
      const [usual] = await store.append(newStream(), 0, [wide(0)]);
      const room = LARGEST_ENVELOPE - usual!.envelope.length;

      await refused(store.append(stream, 0, [wide(room + 1)]), 'stream.too-large');
      const [largest] = await store.append(stream, 0, [wide(room)]);
      expect(largest!.envelope).toHaveLength(65_535);
    });

    it.each([
      ['a number that is none', { text: Number.NaN }],
      ['half a character', { text: '\ud800' }],
      ['half a character in a key', { '\udc00': 1 }],
      ['a date', { text: new Date(0) }],
      ['a big integer', { text: 1n }],
      ['a hole', { text: [undefined] }],
    ])('is %s; what is appended beside it is unharmed', async (_, data) => {
      const others = [newStream(), newStream()];
      const outcomes = await Promise.allSettled([
        store.append(others[0]!, 0, notes(1)),
        store.append(stream, 0, [newNote('a'), { ...newNote('b'), data }]),
        store.append(others[1]!, 0, notes(1)),
      ]);

      expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(outcomes[1]).toMatchObject({ reason: { name: NotCanonical.name } });
      expect(await store.read(stream)).toEqual([]);
      expect(await wholeLog(store)).toHaveLength(2);
    });

    it('is an envelope that has no canonical form', async () => {
      const event = newNote('a');
      const meta = { ...event.meta, correlation: '\ud800' };

      await expect(store.append(stream, 0, [{ ...event, meta }])).rejects.toThrow(NotCanonical);
      await store.append(stream, 0, notes(1));
    });
  });
};
