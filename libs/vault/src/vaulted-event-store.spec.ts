import { ERASED, type NewEvent, type RecordedEvent } from '#eventing';
import { eventStoreConformance, idAt, MemoryEventStore, newNote, sparse } from '#eventing/testing';

import { beforeEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { MemoryVault } from './memory-vault.js';
import { below, valueAt } from './pointer.js';
import type { Ciphertext } from './ciphertext.js';
import type { Commitment } from './disclosure.js';
import { masterOf } from './vault-places.fixture.js';
import { VaultedEventStore } from './vaulted-event-store.js';

const masters = { current: masterOf('a'), previous: [] };

const SHORT = 10_000;

const attributed = (event: NewEvent): NewEvent =>
  String(valueAt(event.data, '/text')).length < SHORT
    ? { ...event, personal: { '/text': 'acme/ana' } }
    : event;

/** Everything short that is noted is somebody's own words. */
class PersonalEventStore extends VaultedEventStore {
  override append(stream: string, version: number, events: readonly NewEvent[]) {
    return super.append(stream, version, events.map(attributed));
  }
}

describe('with nothing personal in it', () =>
  eventStoreConformance(
    async (clock) =>
      new VaultedEventStore(new MemoryEventStore(clock && { clock }), new MemoryVault(masters)),
  ));

describe('with personal words in it', () => {
  const vault = new MemoryVault(masters);
  eventStoreConformance(
    async (clock) =>
      new PersonalEventStore(
        new MemoryEventStore({ ...(clock && { clock }), stride: sparse }),
        vault,
      ),
  );
});

const stream = `note-acme-${idAt(1)}`;
const words = 'I live at 30, not at 10.';

const told = (number: number, data: unknown, personal: Record<string, string>): NewEvent => ({
  ...newNote('', idAt(number)),
  data,
  personal,
});

const textOf = ({ envelope, dataBytes }: RecordedEvent) =>
  Buffer.concat([envelope, dataBytes]).toString('utf8');

const ciphertextsIn = ({ data }: RecordedEvent) =>
  (data as { readonly $personal: readonly Ciphertext[] }).$personal;

describe('a log with personal values', () => {
  let log: MemoryEventStore;
  let vault: MemoryVault;
  let store: VaultedEventStore;
  beforeEach(() => {
    log = new MemoryEventStore();
    vault = new MemoryVault(masters);
    store = new VaultedEventStore(log, vault);
  });

  const tell = (data: unknown, personal: Record<string, string> = { '/text': 'acme/ana' }) =>
    store.append(stream, 0, [told(2, data, personal)]);

  const forget = async (person: string) => vault.destroy(await vault.keysOf([person]));

  describe('keeping them', () => {
    it('gives back what was said, and keeps none of it', async () => {
      const [answered] = await tell({ text: words, queue: 'desk' });
      const [read] = await store.read(stream);
      const [kept] = await log.read(stream);

      expect(answered!.data).toEqual({ text: words, queue: 'desk' });
      expect(read!.data).toEqual({ text: words, queue: 'desk' });
      expect(kept!.data).toEqual({
        $personal: [
          {
            enc: 'XC20P',
            key: expect.stringMatching(/^[\w-]{43}$/),
            iv: expect.stringMatching(/^[\w-]{32}$/),
            ct: expect.stringMatching(/^[\w-]{107}$/),
          },
        ],
        queue: 'desk',
        text: { $personal: 0, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      });
      expect(textOf(answered!)).not.toContain('I live');
      expect(textOf(answered!)).not.toContain('acme/ana');
      expect(textOf(answered!)).toBe(textOf((await log.readAll({ limit: 1 }))[0]!));
    });

    it('has the same bytes when an append is repeated', async () => {
      const [first] = await tell({ text: words });
      const [again] = await tell({ text: words });

      expect(again!.leaf).toEqual(first!.leaf);
      expect(again!.data).toEqual({ text: words });
      expect(await log.head()).toBe(1);
    });

    it('refuses the same id with other words', async () => {
      await tell({ text: words });
      await expect(tell({ text: 'I live at 31.' })).rejects.toMatchObject({
        code: 'stream.id-reused',
      });
    });

    it('lets nobody see that two people, or the same person twice, said the same', async () => {
      await store.append(stream, 0, [
        told(2, { text: words, again: words }, { '/text': 'acme/ana', '/again': 'acme/ana' }),
        told(3, { text: words }, { '/text': 'acme/ben' }),
      ]);

      const kept = await log.read(stream);
      const ciphertexts = kept.flatMap(ciphertextsIn);
      expect(new Set(ciphertexts.map(({ ct }) => ct)).size).toBe(2);
      expect(new Set(ciphertexts.map(({ iv }) => iv)).size).toBe(2);
      expect(new Set(ciphertexts.map(({ key }) => key)).size).toBe(2);
      const { text, again } = kept[0]!.data as Record<'text' | 'again', Commitment>;
      const { text: bens } = kept[1]!.data as { text: Commitment };
      expect(new Set([text, again, bens].map(({ sha256 }) => sha256)).size).toBe(3);
    });

    it('has one ciphertext for each person in an event, whatever number of values', async () => {
      const said = { a: 'one', b: ['two', { c: 'three' }], d: 'four' };
      const personal = {
        '/d': 'acme/ana',
        '/b/1/c': 'acme/ben',
        '/b/0': 'acme/ana',
        '/a': 'acme/ana',
      };
      await tell(said, personal);
      const [kept] = await log.read(stream);

      expect(ciphertextsIn(kept!)).toHaveLength(2);
      expect(kept!.data).toMatchObject({
        a: { $personal: 0 },
        b: [{ $personal: 0 }, { c: { $personal: 1 } }],
        d: { $personal: 0 },
      });
      expect((await store.read(stream))[0]!.data).toEqual(said);
    });

    it('tells the length of all that one person said in steps of sixteen bytes only', async () => {
      const lengthOf = async (number: number, text: string) => {
        const name = `note-acme-${idAt(number)}`;
        await store.append(name, 0, [told(number, { text }, { '/text': 'acme/ana' })]);
        return ciphertextsIn((await log.read(name))[0]!)[0]!.ct.length;
      };

      expect(await lengthOf(2, '30')).toBe(await lengthOf(3, '10 bis'));
      expect(await lengthOf(4, '10 bis, second floor')).toBeGreaterThan(await lengthOf(5, '30'));
    });

    it('round-trips any JSON at any place, also in what the place is called', async () => {
      let number = 100;
      const property = fc.asyncProperty(
        fc.jsonValue({ noNegativeZero: true, stringUnit: 'grapheme' } as object),
        fc.jsonValue({ stringUnit: 'grapheme' } as object),
        fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant('~/"__proto__')), {
          minLength: 1,
          maxLength: 3,
        }),
        async (value, beside, path) => {
          const inside = nested(path, clean(value));
          const pointer = path.reduce(below, '');
          const data = { ...inside, beside: clean(beside) };
          const name = `note-acme-${idAt(++number)}`;
          if (path[0] === 'beside' || hasMark(data)) return;
          const event = told(++number, data, { [pointer]: 'acme/ana' });
          const [answered] = await store.append(name, 0, [event]);
          const [read] = await store.read(name);

          expect(answered!.data).toEqual(data);
          expect(read!.data).toEqual(data);
        },
      );
      await fc.assert(property, { numRuns: 300 });
    });
  });

  describe('forgetting a person', () => {
    it('shows the marker wherever their words were, and the rest as before', async () => {
      const [before] = await tell({ text: words, also: 'Ben speaking.', queue: 'desk' }, both);
      await forget('acme/ana');
      const [after] = await store.read(stream);

      expect(after!.data).toEqual({ text: ERASED, also: 'Ben speaking.', queue: 'desk' });
      expect(textOf(after!)).toBe(textOf(before!));
      expect(after!.leaf).toEqual(before!.leaf);
    });

    it('forgets what it had decrypted, and says that the past reads otherwise', async () => {
      await tell({ text: words });
      const { epoch } = store;
      await forget('acme/ana');

      expect(store.epoch).toBeGreaterThan(epoch);
      expect((await store.readAll({ limit: 1 }))[0]!.data).toEqual({ text: ERASED });
    });

    it('refuses to keep anything new about them', async () => {
      await forget('acme/ana');

      await expect(tell({ text: words })).rejects.toMatchObject({ code: 'person.erased' });
      expect(await log.head()).toBe(0);
    });

    it('still keeps what is not about them, and the marker itself', async () => {
      await forget('acme/ana');
      await tell({ text: ERASED, also: 'Ben speaking.' }, both);

      expect((await store.read(stream))[0]!.data).toEqual({ text: ERASED, also: 'Ben speaking.' });
    });

    const both = { '/text': 'acme/ana', '/also': 'acme/ben' };
  });

  describe('what nobody may write', () => {
    it('is the marker, about a person who was not forgotten', async () => {
      await expect(tell({ text: ERASED })).rejects.toMatchObject({ code: 'person.reserved' });
    });

    it.each([
      ['alone', { $personal: [{ enc: 'XC20P', key: 'x', iv: 'y', ct: 'z' }] }, {}],
      ['deep', { list: [{ more: { $personal: 'anything' } }] }, {}],
      ['beside personal words', { text: words, more: { $personal: 0 } }, { '/text': 'acme/ana' }],
    ])('is what looks like ciphertext, %s', async (_, data, personal) => {
      await expect(tell(data, personal)).rejects.toMatchObject({ code: 'person.reserved' });
      expect(await log.head()).toBe(0);
    });

    it('is a personal part within another one', async () => {
      const personal = { '/told': 'acme/ana', '/told/text': 'acme/ben' };
      await expect(tell({ told: { text: words } }, personal)).rejects.toThrow('/told/text');
    });

    it('but a customer may well say it', async () => {
      await tell({ text: { $personal: 0, sha256: 'words' } });
      expect((await store.read(stream))[0]!.data).toMatchObject({ text: { sha256: 'words' } });
    });

    it.each([
      ['the whole of it', { text: words }, ''],
      ['a member of a list', [words], '/0'],
    ])('is data of which %s is personal', async (_, data, pointer) => {
      await expect(tell(data, { [pointer]: 'acme/ana' })).rejects.toThrow('members of an object');
    });

    it('and parts that are not there are nobody’s', async () => {
      const personal = {
        '/no/where': 'acme/ana',
        '/list/7': 'acme/ana',
        '/list/length': 'acme/ana',
      };
      await tell({ text: words, list: [1] }, personal);
      expect(await vault.count()).toMatchObject({ keys: 0 });
    });
  });
});

const nested = (path: readonly string[], value: unknown): object =>
  path.reduceRight((inside: unknown, part) => ({ [part]: inside }), value) as object;

/** As JSON would keep it: no negative zero. */
const clean = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const hasMark = (data: unknown) => JSON.stringify(data).includes('$personal');
