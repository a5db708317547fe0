import { type NewEvent, type RecordedEvent, encodeAndHash } from '#eventing';
import { idAt, MemoryEventStore, newNote } from '#eventing/testing';

import { beforeEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { MemoryVault } from './memory-vault.js';
import type { Ciphertext } from './ciphertext.js';
import type { Commitment } from './disclosure.js';
import { masterOf } from './vault-places.fixture.js';
import { VaultedEventStore } from './vaulted-event-store.js';

const masters = { current: masterOf('a'), previous: [] };
const stream = `note-acme-${idAt(1)}`;

const told = (number: number, data: unknown, personal: Record<string, string>): NewEvent => ({
  ...newNote('', idAt(number)),
  data,
  personal,
});

const copied = (data: unknown): unknown => JSON.parse(JSON.stringify(data));

/** A log that can be made to give back other events than were stored. */
class TamperedEventStore extends MemoryEventStore {
  tamper: (event: RecordedEvent) => RecordedEvent = (event) => event;

  override async read(name: string) {
    const events = await super.read(name);
    return events.map((event) => this.tamper({ ...event, data: copied(event.data) }));
  }
}

/** As anyone who can write the log would leave it: the bytes and the hash are right again. */
const rewritten = (event: RecordedEvent): RecordedEvent => ({ ...event, ...encodeAndHash(event) });

/** An event's data as they are stored. */
interface StoredData {
  readonly $personal: readonly Ciphertext[];
  readonly text: Commitment;
  readonly other: Commitment;
}

const dataIn = ({ data }: RecordedEvent) => data as StoredData;

const withData = (event: RecordedEvent, changed: Readonly<Record<string, unknown>>) =>
  rewritten({ ...event, data: { ...dataIn(event), ...changed } });

const withCiphertext = (event: RecordedEvent, changed: Readonly<Record<string, unknown>>) =>
  withData(event, { $personal: [{ ...dataIn(event).$personal[0]!, ...changed }] });

const withText = (event: RecordedEvent, changed: Readonly<Record<string, unknown>>) =>
  withData(event, { text: { ...dataIn(event).text, ...changed } });

describe('what somebody changed in the log', () => {
  let log: TamperedEventStore;
  let vault: MemoryVault;
  let store: VaultedEventStore;
  let kept: readonly RecordedEvent[];
  let bens: string;
  const anas = () => dataIn(kept[0]!).$personal[0]!.key;
  beforeEach(async () => {
    log = new TamperedEventStore();
    vault = new MemoryVault(masters);
    store = new VaultedEventStore(log, vault);
    await store.append(stream, 0, [
      told(
        2,
        { text: 'I live at 30.', other: 'My name.' },
        { '/text': 'acme/ana', '/other': 'acme/ana' },
      ),
      told(3, { text: 'Later.', other: 'Me.' }, { '/text': 'acme/ana', '/other': 'acme/ben' }),
    ]);
    kept = await log.read(stream);
    bens = dataIn(kept[1]!).$personal.find(({ key }) => key !== anas())!.key;
  });

  const rows: Record<string, (event: RecordedEvent) => RecordedEvent> = {
    'moved to another field': (event) =>
      withData(event, { text: dataIn(event).other, other: dataIn(event).text }),
    'moved from another event': (event) =>
      withData(event, { $personal: dataIn(kept[1]!).$personal.slice(0, 1) }),
    'without its ciphertext': (event) => withData(event, { $personal: [] }),
    'with two ciphertexts': (event) => withData(event, { $personal: dataIn(kept[1]!).$personal }),
    'with something else than ciphertexts': (event) => withData(event, { $personal: 'words' }),
    'by another cipher': (event) => withCiphertext(event, { enc: 'A256GCM' }),
    'with something added to its ciphertext': (event) => withCiphertext(event, { at: 1 }),
    'with something missing from its ciphertext': (event) =>
      withCiphertext(event, { iv: undefined }),
    'cut short': (event) =>
      withCiphertext(event, { ct: dataIn(event).$personal[0]!.ct.slice(0, -4) }),
    emptied: (event) => withCiphertext(event, { ct: '' }),
    'with the key of somebody else': (event) => withCiphertext(event, { key: bens }),
    'with another commitment': (event) => withText(event, { sha256: '0'.repeat(64) }),
    'with something added to its commitment': (event) => withText(event, { at: 1 }),
    'with a commitment of no ciphertext': (event) => withText(event, { $personal: 1 }),
    'with a commitment too few': (event) => withData(event, { text: 'I live at 10.' }),
    'with a commitment too many': (event) => withData(event, { more: dataIn(event).text }),
    'in an event that was moved to another revision': (event) =>
      rewritten({ ...event, revision: 5 }),
    'in an event of another stream': (event) => rewritten({ ...event, stream: `${stream}0` }),
    'in an event with another id': (event) => rewritten({ ...event, id: idAt(9) }),
    'in an event of another tenant': (event) =>
      rewritten({ ...event, meta: { ...event.meta, tenant: 'other' } }),
  };

  it.each(Object.keys(rows))('is never shown: %s', async (name) => {
    log.tamper = (event) => (event.revision === 0 ? rows[name]!(event) : event);
    const changed = log.tamper(kept[0]!);

    await expect(store.read(stream)).rejects.toMatchObject({
      name: 'ValueTampered',
      stream: changed.stream,
      revision: changed.revision,
      message: expect.stringContaining(changed.stream),
    });
  });

  it('is never shown, whichever character of it was changed', async () => {
    const property = fc.asyncProperty(
      fc.constantFrom('iv', 'ct', 'key'),
      fc.nat(),
      fc.constantFrom(...'AZaz09-_'),
      async (part, place, character) => {
        const old = dataIn(kept[0]!).$personal[0]![part];
        const index = place % old.length;
        const is = old.slice(0, index) + character + old.slice(index + 1);
        if (is === old) return;
        log.tamper = (event) =>
          event.revision === 0 ? withCiphertext(event, { [part]: is }) : event;
        const name = part === 'key' ? 'KeyUnknown' : 'ValueTampered';
        await expect(store.read(stream)).rejects.toMatchObject({ name, stream, revision: 0 });
      },
    );
    await fc.assert(property, { numRuns: 300 });
  });

  it('is not believed to be erased because it now names a destroyed key', async () => {
    await vault.destroy([{ person: 'acme/ben', key: bens }]);
    log.tamper = (event) =>
      event.revision === 0 ? { ...withCiphertext(event, { key: bens }), leaf: event.leaf } : event;

    await expect(store.read(stream)).rejects.toMatchObject({
      name: 'ValueTampered',
      revision: 0,
    });
  });

  it('is not believed to be erased because data that name a destroyed key were put there', async () => {
    await vault.destroy([{ person: 'acme/ben', key: bens }]);
    log.tamper = (event) => {
      const { data, dataBytes } = withCiphertext(event, { key: bens });
      return event.revision === 0 ? { ...event, data, dataBytes } : event;
    };

    await expect(store.read(stream)).rejects.toMatchObject({ name: 'ValueTampered' });
  });

  it('is told to anyone who watches a subscription, which stands still there', async () => {
    const faults: unknown[] = [];
    const { promise: stumbled, resolve: stumble } = Promise.withResolvers<void>();
    const other = new VaultedEventStore(log, new MemoryVault(masters), {
      onFault: (error) => {
        faults.push(error);
        stumble();
      },
    });
    const seen: unknown[] = [];
    const subscription = other.subscribe(0, (events) => void seen.push(...events));
    await stumbled;
    await subscription.stop();

    expect(faults[0]).toMatchObject({ name: 'KeyUnknown', stream, revision: 0 });
    expect(seen).toEqual([]);
  });
});
