import { encodeAndHash, type RecordedEvent, utf8 } from '#eventing';
import { idAt, MemoryEventStore, newNote } from '#eventing/testing';

import { beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keyIdOf } from './data-key.js';
import { commitmentTo, type Commitment, isDisclosed, readDisclosure } from './disclosure.js';
import { wrap } from './master-key.js';
import { MemoryVault, VaultShelf } from './memory-vault.js';
import { valueAt } from './pointer.js';
import { masterOf } from './vault-places.fixture.js';
import { VaultedEventStore } from './vaulted-event-store.js';

const masters = { current: masterOf('a'), previous: [] };
const stream = `note-acme-${idAt(1)}`;
const words = 'I live at 30, not at 10.';

interface Vectors {
  readonly personal: {
    readonly keys: readonly { person: string; secret: string; key: string }[];
    readonly event: RecordedEvent;
    readonly personal: Readonly<Record<string, string>>;
    readonly data: string;
    readonly envelope: string;
    readonly leaf: string;
    readonly disclosures: readonly string[];
  };
}

const reference = (name: string) =>
  fileURLToPath(new URL(`../../../docs/reference/${name}`, import.meta.url));

const vectors = JSON.parse(readFileSync(reference('event-format.vectors.json'), 'utf8')) as Vectors;

/** A vault that has the keys of the vectors. */
const vaultOf = ({ keys }: Vectors['personal']) => {
  const shelf = new VaultShelf();
  for (const { person, key, secret } of keys) {
    const wrapped = wrap(masters.current, Buffer.from(secret, 'base64url'), { person, key });
    shelf.keys.set(key, { person, key, wrapped, since: '2026-01-05T09:00:00.000Z' });
  }
  return new MemoryVault(masters, shelf);
};

describe('an event with personal values in the stored form', () => {
  const { personal: row } = vectors;

  it('is made the same from the same keys, values and place', async () => {
    const log = new MemoryEventStore({ clock: { now: () => row.event.recordedAt } });
    const store = new VaultedEventStore(log, vaultOf(row));
    await store.append(row.event.stream, 0, [{ ...row.event, personal: row.personal }]);
    const [kept] = await log.read(row.event.stream);

    expect(row.keys.map(({ secret }) => keyIdOf(Buffer.from(secret, 'base64url')))).toEqual(
      row.keys.map(({ key }) => key),
    );
    expect(utf8(kept!.dataBytes)).toBe(row.data);
    expect(utf8(kept!.envelope)).toBe(row.envelope);
    expect(Buffer.from(kept!.leaf).toString('hex')).toBe(row.leaf);
  });

  it('is read for ever with its keys, and shows its values one by one', async () => {
    const store = new VaultedEventStore(new MemoryEventStore(), vaultOf(row));
    const stored = { ...row.event, data: JSON.parse(row.data) as never, position: 1 };
    const event = { ...stored, ...encodeAndHash(stored, row.data) };

    expect((await store.decrypt([event]))[0]!.data).toEqual(row.event.data);
    expect(await store.disclosures(event)).toEqual(row.disclosures);
  });
});

const python = spawnSync('python3', ['--version']).status === 0;
if (!python)
  process.stderr.write(
    'SKIPPED: there is no python3 here, so the checker in Python was not run.\n',
  );

(python ? describe : describe.skip)('the checker in Python, which has no key and no cipher', () => {
  const all = JSON.parse(readFileSync(reference('event-format.vectors.json'), 'utf8'));
  const { envelope, data, leaf, disclosures } = vectors.personal;
  const events = [...all.events, { envelope, data, leaf }];
  const check = (content: unknown) => {
    const folder = mkdtempSync(join(tmpdir(), 'amends-python-'));
    const file = join(folder, 'events.json');
    writeFileSync(file, JSON.stringify(content));
    const { status, stdout } = spawnSync('python3', [reference('event-format.py'), file]);
    rmSync(folder, { recursive: true });
    return { status, said: String(stdout) };
  };

  it('finds the vectors as they were written, and the values that are shown in them', () => {
    const { status, said } = check({ events, shown: [{ leaf, disclosures }] });
    expect([status, said]).toEqual([0, '3 events and 3 shown values are as they were written.\n']);
  });

  it('finds a value that was not in the event', () => {
    const other = disclosures.map((text) => text.replace('Lima', 'Lame'));
    const { status, said } = check({ events, shown: [{ leaf, disclosures: other }] });
    expect(status).toBe(1);
    expect(said).toContain('it does not hold what is shown');
  });

  it.each(['envelope', 'data', 'leaf'])('finds a change in the %s', (part) => {
    const changed = {
      envelope,
      data,
      leaf,
      [part]: { envelope, data, leaf }[part]!.replace('9', '8'),
    };
    expect(check({ events: [changed] }).status).toBe(1);
  });

  it('finds an event that is missing', () => {
    expect(check({ events: [all.events[1]] }).said).toContain('the event before it is missing');
  });
});

describe('showing a single value to somebody without a key', () => {
  let log: MemoryEventStore;
  let vault: MemoryVault;
  let store: VaultedEventStore;
  beforeEach(() => {
    log = new MemoryEventStore();
    vault = new MemoryVault(masters);
    store = new VaultedEventStore(log, vault);
  });

  const tell = (data: unknown, personal: Record<string, string>) =>
    store.append(stream, 0, [{ ...newNote('', idAt(2)), data, personal }]);
  const forget = async (person: string) => vault.destroy(await vault.keysOf([person]));
  const said = { text: words, name: 'Ana Lima', list: [{ a: 1 }, 'é'], queue: 'desk' };
  const personal = { '/text': 'acme/ana', '/name': 'acme/ana', '/list/0': 'acme/ben' };
  const shown = async () => store.disclosures((await log.read(stream))[0]!);

  it('is checked against the event by SHA-256 alone', async () => {
    await tell(said, personal);
    const [kept] = await log.read(stream);
    const disclosures = await shown();

    expect(disclosures.map(readDisclosure)).toEqual([
      { pointer: '/list/0', value: { a: 1 } },
      { pointer: '/name', value: 'Ana Lima' },
      { pointer: '/text', value: words },
    ]);
    for (const one of disclosures) {
      const { sha256 } = valueAt(kept!.data, readDisclosure(one).pointer) as Commitment;
      expect(sha256).toBe(commitmentTo(one));
      expect(isDisclosed(kept!.data, one)).toBe(true);
    }
  });

  it('is found out when another value, place or salt is shown', async () => {
    await tell(said, personal);
    const [kept] = await log.read(stream);
    const one = (await shown()).find((text) => text.includes('/name'))!;

    for (const other of [
      one.replace('Ana', 'Eva'),
      one.replace('/name', '/text'),
      one.replace('/name', '/nowhere'),
      one.replace(/^\["./, '["_'),
    ])
      expect(isDisclosed(kept!.data, other)).toBe(false);
  });

  it('has a salt of 128 bits that tells nothing of another value’s', async () => {
    await tell(said, personal);
    const salts = (await shown()).map((text) => (JSON.parse(text) as [string])[0]);

    expect(salts.map((salt) => Buffer.from(salt, 'base64url').length)).toEqual([16, 16, 16]);
    expect(new Set(salts).size).toBe(3);
  });

  it('has as many salts as there are values', async () => {
    const names = Array.from({ length: 11 }, (_, index) => `n${index}`);
    const all = Object.fromEntries(names.map((name) => [name, 'same']));
    await tell(all, Object.fromEntries(names.map((name) => [`/${name}`, 'acme/ana'])));

    expect(new Set(await shown()).size).toBe(11);
    expect(new Set((await shown()).map((text) => text.slice(0, 24))).size).toBe(11);
  });

  it('is over for a person whose key is destroyed, and goes on for the others', async () => {
    await tell(said, personal);
    await forget('acme/ana');

    expect((await shown()).map(readDisclosure)).toEqual([{ pointer: '/list/0', value: { a: 1 } }]);
  });

  it('shows nothing of an event in which nothing is personal', async () => {
    await tell({ queue: 'desk' }, {});
    expect(await shown()).toEqual([]);
  });
});
