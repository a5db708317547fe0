import {
  type AnyView,
  customerOf,
  ERASED,
  Projector,
  searchable,
  type View,
  type NewEvent,
  type RecordedEvent,
} from '#eventing';
import { idAt, newNote } from '#eventing/testing';
import {
  Erasures,
  type KeyName,
  masterKey,
  TombstoneFile,
  VaultedEventStore,
  ViewErasureTarget,
} from '#vault';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backupLog } from '../event-store/backup-log.js';
import { SqliteEventStore } from '../event-store/sqlite-event-store.js';
import { SqliteVault } from './sqlite-vault.js';
import { SqliteViewStore } from '../view-store/sqlite-view-store.js';

interface Row {
  readonly said: readonly string[];
}

const stories: View<{ type: 'Noted'; data: { text: string } }, Row> = {
  name: 'stories',
  version: 1,
  of: 'note',
  columns: {
    last: { type: 'text', of: ({ said }) => said.at(-1) ?? null },
    all: { type: 'set', of: ({ said }) => said },
  },
  indexes: [['last']],
  search: ({ said }) => said.join(' '),
  when: { Noted: (row, { data }) => ({ said: [...(row?.said ?? []), data.text] }) },
};

const declared: readonly AnyView[] = [stories];
const masters = { current: masterKey(Buffer.alloc(32, 'm')), previous: [] };
const streamOf = (person: string) => `note-acme-${person}`;

/** A vault that counts how often it is asked for keys by what is read. */
const counted = (vault: SqliteVault) => {
  const asked = { times: 0 };
  const keysBy = vault.keysBy.bind(vault);
  vault.keysBy = (commitments) => {
    asked.times += 1;
    return keysBy(commitments);
  };
  return asked;
};

/** Everything of one deployment in one folder. */
const deploy = async (folder: string) => {
  mkdirSync(folder, { recursive: true });
  const log = SqliteEventStore.open(join(folder, 'log.db'));
  const tombstones = new TombstoneFile(join(folder, 'forgotten'));
  const vault = SqliteVault.open(join(folder, 'vault.db'), { masters, tombstones });
  const asked = counted(vault);
  const store = new VaultedEventStore(log, vault);
  const views = SqliteViewStore.open(join(folder, 'views.db'), declared);
  const projector = new Projector(store, views.writer);
  const erasures = new Erasures({
    log,
    vault,
    targets: [new ViewErasureTarget({ log, store, views, declared })],
  });
  await erasures.applyLoggedErasures();
  await projector.start();
  await erasures.follow();
  const close = async () => {
    await erasures.stop();
    await projector.stop();
    await Promise.all([log.close(), views.close()]);
    await vault.close();
  };
  return { log, vault, store, views, projector, erasures, asked, close };
};

type Deployment = Awaited<ReturnType<typeof deploy>>;

let ids = 0;

const said = (person: string, text: string): NewEvent => ({
  ...newNote(text, idAt(++ids)),
  personal: { '/text': `acme/${person}` },
});

const erasure = (keys: readonly KeyName[]): NewEvent => ({
  ...newNote('', idAt(++ids)),
  type: 'PersonalDataErased',
  data: { keys: keys.map(({ person, key }) => ({ customer: customerOf(person), key })) },
});

const tell = async (
  { store, projector }: Deployment,
  person: string,
  events: readonly NewEvent[],
) => {
  const { length } = await store.read(streamOf(person));
  const recorded = await store.append(streamOf(person), length, events);
  await projector.waitFor(recorded.at(-1)!.position);
};

/** The log says it: the record of the person has it as an event. */
const forget = async ({ log, vault, erasures }: Deployment, person: string) => {
  const keys = await vault.keysOf([`acme/${person}`]);
  const { length } = await log.read(`record-acme-${person}`);
  await log.append(`record-acme-${person}`, length, [erasure(keys)]);
  await Promise.all(keys.map((name) => erasures.erase(name)));
};

const shown = async ({ views }: Deployment, person: string) =>
  (await views.reader.get<Row>(stories, 'acme', person))?.said;

const sealsOf = (events: readonly RecordedEvent[]) =>
  events.map(({ envelope, dataBytes, leaf }) => ({ envelope, dataBytes, leaf }));

/** The values that are in some file: as they are, as JSON has them, as they are searched for. */
const foundIn = (folder: string, values: readonly string[]): readonly string[] => {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile());
  const bytes = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name)));
  const has = (text: string) => bytes.some((each) => each.includes(text));
  const forms = (value: string) => [value, JSON.stringify(value).slice(1, -1), searchable(value)];
  return values.filter((value) => forms(value).some(has));
};

describe('forgetting a person in a deployment of files', () => {
  let folder: string;
  let desk: Deployment;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'amends-forgetting-'));
    desk = await deploy(folder);
  });
  afterEach(async () => {
    await desk.close();
    rmSync(folder, { recursive: true });
  });

  it('opens nothing that was just written', async () => {
    await tell(desk, 'ana', [said('ana', 'I live at 30.')]);

    expect(await shown(desk, 'ana')).toEqual(['I live at 30.']);
    expect(desk.asked.times).toBe(0);
  });

  it('makes the keys of one turn together, and before what they seal', async () => {
    const people = Array.from({ length: 40 }, (_, index) => `p${index}`);
    await Promise.all(
      people.map((person) => desk.store.append(streamOf(person), 0, [said(person, person)])),
    );

    expect(await desk.vault.count()).toMatchObject({ keys: 40 });
    expect((await desk.store.readAll({ limit: 100 })).map(({ data }) => data)).toEqual(
      people.map((text) => ({ text })),
    );
  });

  it('leaves no byte of what they said in any file, and everything else as it was', async () => {
    const word = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 6, maxLength: 40 }),
      fc.string({ unit: fc.constantFrom(...'أبتثجحخدذرزسشصضطظعغفقكلمنهويةىٰـ١٢٣'), minLength: 6 }),
      fc.lorem({ maxCount: 40 }),
    );
    const unique = fc.uniqueArray(word, { minLength: 12, maxLength: 60 });
    const property = fc.asyncProperty(unique, async (words) => {
      const people = ['ana', 'ben', 'carl'].map((name) => `${name}-${++ids}`);
      // Told apart from what the files hold anyway, and from each other's words.
      const values = words.map((text, index) => `${text}${7919 * (index + 1)}${ids} ${text}`);
      const of = (index: number) => people[index % 3]!;
      for (const [index, value] of values.entries())
        await tell(desk, of(index), [said(of(index), value)]);
      const before = sealsOf(await desk.log.readAll({ limit: 10_000 }));
      const [first] = people;
      await forget(desk, first!);

      const gone = values.filter((_, index) => of(index) === first);
      expect(foundIn(folder, gone)).toEqual([]);
      expect(sealsOf(await desk.store.readAll({ limit: before.length }))).toEqual(before);
      expect(await shown(desk, first!)).toEqual(gone.map(() => ERASED));
      for (const other of people.slice(1))
        expect(await shown(desk, other)).toEqual(values.filter((_, index) => of(index) === other));
    });
    await fc.assert(property, { numRuns: 8 });
  }, 60_000);

  describe('and bringing back a backup', () => {
    const values = ['Ana Lima, Rua das Flores 30', 'آنا ليما، شارع الزهور ٣٠'];
    const backup = () => join(folder, 'backup');
    const files = ['log.db', 'vault.db', 'views.db'] as const;
    beforeEach(async () => {
      await tell(
        desk,
        'ana',
        values.map((value) => said('ana', value)),
      );
      await tell(desk, 'ben', [said('ben', 'My line is dead.')]);
      await desk.close();
      mkdirSync(backup());
      for (const file of files) cpSync(join(folder, file), join(backup(), file));
      desk = await deploy(folder);
      await forget(desk, 'ana');
      await desk.close();
    });

    it.each([
      ['the keys', ['vault.db']],
      ['the views', ['views.db']],
      ['the keys and the views', ['vault.db', 'views.db']],
      ['the log and the views', ['log.db', 'views.db']],
      ['all of them', files],
    ])('of %s brings nobody back', async (_, restored) => {
      for (const file of restored) cpSync(join(backup(), file), join(folder, file));
      desk = await deploy(folder);

      expect(await shown(desk, 'ana')).toEqual([ERASED, ERASED]);
      expect(await shown(desk, 'ben')).toEqual(['My line is dead.']);
      const read = await desk.store.read(streamOf('ana'));
      expect(read.map(({ data }) => data)).toEqual([{ text: ERASED }, { text: ERASED }]);
      const kept = files.map((file) => readFileSync(join(folder, file)));
      for (const value of values) expect(kept.some((bytes) => bytes.includes(value))).toBe(false);
    });

    it('leaves what a person said since they came back, and what they said before is gone', async () => {
      desk = await deploy(folder);
      await desk.vault.renew('acme/ana');
      await tell(desk, 'ana', [said('ana', 'I am back.')]);
      await desk.close();
      cpSync(join(backup(), 'views.db'), join(folder, 'views.db'));
      desk = await deploy(folder);

      expect(await shown(desk, 'ana')).toEqual([ERASED, ERASED, 'I am back.']);
    });

    it('of the log, made while it ran, has no plain word in it', async () => {
      desk = await deploy(folder);
      await tell(desk, 'ben', [said('ben', 'It is still dead.')]);
      const copy = join(folder, 'copy.db');
      await backupLog(join(folder, 'log.db'), copy);

      expect(readFileSync(copy).includes('still dead')).toBe(false);
    });
  });
});
