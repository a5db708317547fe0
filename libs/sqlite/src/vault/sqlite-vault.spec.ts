import { UnknownForm } from '#eventing';
import { type MasterKeys, MemoryTombstones, TombstoneFile, type Tombstones } from '#vault';
import { masterOf, vaultConformance } from '#vault/testing';

import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SqliteVault } from './sqlite-vault.js';

const root = mkdtempSync(join(tmpdir(), 'amends-vault-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const newFolder = () => mkdtempSync(join(root, 'v-'));

vaultConformance(async () => {
  const file = join(newFolder(), 'vault.db');
  const tombstones = new MemoryTombstones();
  return { open: async (masters) => SqliteVault.open(file, { masters, tombstones, batch: 3 }) };
});

const onlyA: MasterKeys = { current: masterOf('a'), previous: [] };
const b = masterOf('b');

const people = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => `acme/person-${from + index}`);

const bytesOfFiles = (folder: string) =>
  Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));

/** The wrapped keys as the file has them, by person. */
const wrappedIn = (file: string) => {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database
    .prepare('select person, wrapped from keys join secrets using (id)')
    .all() as unknown as { person: string; wrapped: Uint8Array }[];
  database.close();
  return new Map(rows.map(({ person, wrapped }) => [person, Buffer.from(wrapped)] as const));
};

describe('a vault in a file', () => {
  let folder: string;
  let vault: SqliteVault;
  const file = () => join(folder, 'vault.db');
  const backup = () => join(folder, 'vault.backup');
  const second = () => join(folder, 'tombstones');
  const open = (tombstones: Tombstones = new TombstoneFile(second()), masters = onlyA) =>
    SqliteVault.open(file(), { masters, tombstones, batch: 50 });
  beforeEach(() => {
    folder = newFolder();
    vault = open();
  });
  afterEach(() => vault.close());

  const forget = async (persons: readonly string[]) => vault.destroy(await vault.keysOf(persons));
  const erased = (person: string) =>
    expect(vault.keysFor([person])).rejects.toMatchObject({ code: 'person.erased' });

  describe('leaving nothing behind', () => {
    it('has no byte of a destroyed key in any file, however full the pages were', async () => {
      const all = people(900);
      for (const from of [0, 300, 600]) await vault.keysFor(people(300, from));
      const before = wrappedIn(file());
      expect([...before.values()].every((key) => bytesOfFiles(folder).includes(key))).toBe(true);
      const gone = all.filter((_, index) => index % 7 === 3);
      const [early, late] = [gone.slice(0, 60), gone.slice(60)];
      await forget(early);
      await vault.rotate(b);
      const between = wrappedIn(file());
      await forget(late);

      const bytes = bytesOfFiles(folder);
      const left = [
        ...early.map((one) => before.get(one)!),
        ...late.map((one) => between.get(one)!),
      ];
      expect(left.filter((key) => bytes.includes(key.subarray(8)))).toEqual([]);
      expect(left).toHaveLength(129);
    });

    it('has nothing that the old master key wrapped when a rotation is done', async () => {
      await vault.keysFor(people(300));
      const before = wrappedIn(file());
      await vault.rotate(b);

      const bytes = bytesOfFiles(folder);
      expect([...before.values()].some((key) => bytes.includes(key.subarray(8)))).toBe(false);
    });

    it('stops a rotation when it is closed, and goes on with it when opened again', async () => {
      await vault.keysFor(people(300));
      const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
      const rotating = vault.rotate(b, () => begin());
      await begun;
      await vault.close();
      await rotating;
      vault = open(new TombstoneFile(second()), { current: b, previous: [onlyA.current] });
      const { masters } = await vault.count();
      expect(Object.keys(masters)).toHaveLength(2);
      await vault.rotate(b);

      expect((await vault.count()).masters).toEqual({ [b.id]: 300 });
    });

    it('says so when somebody reads the old bytes, and is done when asked again', async () => {
      await vault.keysFor(people(3));
      const reader = new DatabaseSync(file(), { readOnly: true });
      reader.exec('begin; select count(*) from keys');
      reader.prepare('select count(*) from keys').get();
      await expect(forget(people(1))).rejects.toThrow('is being read');
      await erased(people(1)[0]!);
      reader.close();

      const [tombstone] = await forget(people(1));
      expect(tombstone).toMatchObject({ person: people(1)[0] });
      expect(readFileSync(`${file()}-wal`)).toHaveLength(0);
    });

    it('lets nothing bring a destroyed key back, also not by hand', async () => {
      await vault.keysFor(people(2));
      await forget(people(1));
      const hand = new DatabaseSync(file());
      const revive = () =>
        hand.exec(`update keys set destroyed = null where person = 'acme/person-0'`);

      expect(revive).toThrow('A destroyed key stays destroyed.');
      expect(() => hand.exec('delete from keys')).toThrow('never removed');
      expect(() => hand.exec('delete from secrets')).toThrow('never removed');
      hand.close();
    });
  });

  describe('bringing back an old file', () => {
    const [ana, ben] = ['acme/ana', 'acme/ben'] as const;
    let bens: string;
    beforeEach(async () => {
      bens = (await vault.keysFor([ana, ben])).get(ben)!.id;
      await vault.close();
      cpSync(file(), backup());
      vault = open();
      await forget([ana]);
      await vault.close();
    });

    it('of the keys brings nobody back', async () => {
      cpSync(backup(), file());
      vault = open();

      await erased(ana);
      expect(await vault.count()).toMatchObject({ keys: 1, destroyed: 1 });
      expect((await vault.keysFor([ben])).size).toBe(1);
    });

    it('of the tombstones brings nobody back, and makes them whole again', async () => {
      const empty = new MemoryTombstones();
      vault = open(empty);

      await erased(ana);
      expect(empty.all()).toEqual(await vault.tombstonesOf(ana));
    });

    it('finishes what broke off between the two places', async () => {
      appendFileSync(
        second(),
        `{"at":"2026-01-05T09:00:00.000Z","key":"${bens}","person":"${ben}"}\n{"at":"20`,
      );
      vault = open();

      await erased(ben);
      expect(await vault.tombstonesOf(ben)).toMatchObject([{ at: '2026-01-05T09:00:00.000Z' }]);
      await forget(['acme/carl']);
      expect(new TombstoneFile(second()).all().map(({ person }) => person)).toEqual([
        ana,
        ben,
        'acme/carl',
      ]);
    });

    it('does not pass over a tombstone that cannot be read', () => {
      appendFileSync(second(), 'nonsense\n');
      expect(() => open()).toThrow('line 3, is not a tombstone');
      vault = open(new MemoryTombstones());
    });
  });

  describe('a file in another form', () => {
    it('is refused when it is a vault of before version 1', async () => {
      const old = join(folder, 'old.db');
      const hand = new DatabaseSync(old);
      hand.exec('create table persons (person text); pragma user_version = 1');
      hand.close();

      const opening = () =>
        SqliteVault.open(old, { masters: onlyA, tombstones: new MemoryTombstones() });
      expect(opening).toThrow(UnknownForm);
      expect(opening).toThrow('move it away');
    });

    it('is refused when it is a file of tombstones of before version 1, and left as it is', () => {
      const old = join(folder, 'forgotten.old');
      writeFileSync(old, '{"at":"2026-01-05T09:00:00.000Z","person":"acme/ana"}\n');

      expect(() => new TombstoneFile(old)).toThrow(UnknownForm);
      expect(readFileSync(old, 'utf8')).toContain('acme/ana');
    });
  });

  it('is not used after somebody exchanged one person’s key for another’s', async () => {
    await vault.keysFor(people(2));
    await vault.close();
    const hand = new DatabaseSync(file());
    hand.exec(
      `update secrets set wrapped = (select wrapped from secrets where id = 2) where id = 1`,
    );
    hand.close();
    vault = open();

    await expect(vault.keysFor([people(1)[0]!])).rejects.toThrow();
    expect((await vault.keysFor([people(2)[1]!])).size).toBe(1);
  });
});
