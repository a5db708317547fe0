import { type NewEvent, type RecordedEvent, encodeAndHash } from '#eventing';
import { idAt, MemoryEventStore, newNote } from '#eventing/testing';

import { beforeEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { MemoryVault } from './memory-vault.js';
import type { EncryptedValue } from './encrypted-value.js';
import { masterOf } from './vault.conformance.js';
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

/** As whoever can write the log would leave it: the bytes and the hash are right again. */
const rewritten = (event: RecordedEvent): RecordedEvent => ({ ...event, ...encodeAndHash(event) });

const sealedIn = ({ data }: RecordedEvent) =>
  data as { text: EncryptedValue; other: EncryptedValue };

const withText = (event: RecordedEvent, text: unknown) =>
  rewritten({ ...event, data: { ...sealedIn(event), text } });

describe('what somebody changed in the log', () => {
  let log: TamperedEventStore;
  let vault: MemoryVault;
  let store: VaultedEventStore;
  let kept: readonly RecordedEvent[];
  let bens: string;
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
    bens = sealedIn(kept[1]!).other.kc;
  });

  const rows: Record<string, (event: RecordedEvent) => RecordedEvent> = {
    'moved from another field': (event) => withText(event, sealedIn(event).other),
    'moved from another event': (event) => withText(event, sealedIn(kept[1]!).text),
    'under another version': (event) => withText(event, { ...sealedIn(event).text, $enc: 2 }),
    'with something added': (event) => withText(event, { ...sealedIn(event).text, at: 1 }),
    'with something missing': (event) =>
      withText(event, { ...sealedIn(event).text, iv: undefined }),
    'cut short': (event) =>
      withText(event, { ...sealedIn(event).text, ct: sealedIn(event).text.ct.slice(0, -4) }),
    emptied: (event) => withText(event, { ...sealedIn(event).text, ct: '' }),
    'with the key of somebody else': (event) =>
      withText(event, { ...sealedIn(event).text, kc: bens }),
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
      fc.constantFrom('iv', 'ct', 'kc'),
      fc.nat(),
      fc.constantFrom(...'AZaz09-_'),
      async (part, place, character) => {
        const text = sealedIn(kept[0]!).text;
        const old = text[part];
        const index = place % old.length;
        const is = old.slice(0, index) + character + old.slice(index + 1);
        if (is === old) return;
        log.tamper = (event) =>
          event.revision === 0 ? withText(event, { ...text, [part]: is }) : event;
        const name = part === 'kc' ? 'KeyUnknown' : 'ValueTampered';
        await expect(store.read(stream)).rejects.toMatchObject({ name, stream, revision: 0 });
      },
    );
    await fc.assert(property, { numRuns: 300 });
  });

  it('is not believed to be erased because it now names a destroyed key', async () => {
    await vault.destroy(['acme/ben']);
    log.tamper = (event) =>
      event.revision === 0
        ? { ...withText(event, { ...sealedIn(event).text, kc: bens }), leaf: event.leaf }
        : event;

    await expect(store.read(stream)).rejects.toMatchObject({
      name: 'ValueTampered',
      revision: 0,
    });
  });

  it('is told to whoever watches a subscription, which stands still there', async () => {
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
