import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { rotatingConformance } from './rotating.conformance.js';
import type { Vault } from './vault.port.js';
import {
  a,
  ana,
  ben,
  erased,
  forget,
  keyOf,
  onlyA,
  onlyB,
  people,
  type VaultPlace,
} from './vault-places.fixture.js';

/**
 * What every vault owes its callers; `newPlace` gives an empty place, each time another one. Its
 * rotations tell how far they are more than once for twenty keys.
 */
export const vaultConformance = (newPlace: () => Promise<VaultPlace>) =>
  describe('a vault', () => {
    let place: VaultPlace;
    let vault: Vault;
    const again = async (masters = onlyA) => {
      await vault.close();
      vault = await place.open(masters);
    };
    beforeEach(async () => {
      place = await newPlace();
      vault = await place.open(onlyA);
    });
    afterEach(() => vault.close());

    describe('keeping keys', () => {
      it('makes one key for each person, once', async () => {
        const first = await vault.keysFor([ana, ben]);
        const second = await vault.keysFor([ben, ana, ana]);

        expect(first.get(ana)!.id).not.toBe(first.get(ben)!.id);
        for (const person of [ana, ben]) {
          const [one, other] = [first.get(person)!, second.get(person)!];
          expect(one).toEqual(other);
        }
      });

      it('makes one key for a person whom many ask for at once', async () => {
        const asked = await Promise.all(people(50).map(() => keyOf(vault, ana)));

        expect(new Set(asked).size).toBe(1);
        expect(await vault.count()).toMatchObject({ keys: 1 });
      });

      it('finds what it has answered, also when opened again', async () => {
        const key = (await vault.keysFor([ana])).get(ana)!;

        for (const reopen of [false, true]) {
          if (reopen) await again();
          expect((await vault.keysBy([key.id])).get(key.id)).toEqual(key);
          expect(await keyOf(vault, ana)).toBe(key.id);
        }
      });

      it('tells nothing of a key that it never had', async () => {
        expect(await vault.keysBy(['x'.repeat(43)])).toEqual(new Map());
      });

      it('keeps tenants apart, whatever their customers are called', async () => {
        const names = ['acme/ana', 'acm/eana', 'acme/Ana', 'acme/ana/', 'acme/ana\u0000', 'acme/%'];
        const keys = await vault.keysFor(names);

        expect(new Set([...keys.values()].map(({ id }) => id)).size).toBe(6);
      });

      it('lists keys by their persons, in pages', async () => {
        await vault.keysFor(people(5));
        await forget(vault, people(5)[3]!);
        await vault.renew(people(5)[3]!);

        const first = await vault.list({ limit: 4 });
        const rest = await vault.list({ after: first.at(-1)!, limit: 4 });

        const [p0, p1, p2, p3, p4] = people(5);
        expect([...first, ...rest].map(({ person }) => person)).toEqual([p0, p1, p2, p3, p3, p4]);
        expect(first[0]).toEqual({
          person: 'acme/p000',
          key: await keyOf(vault, 'acme/p000'),
          since: expect.stringMatching(/^\d{4}-.*Z$/),
        });
        expect([...first, ...rest].filter(({ destroyed }) => destroyed)).toMatchObject([
          { person: p3 },
        ]);
      });

      it('names the keys that persons have, and makes one for anyone who has none', async () => {
        const anas = await keyOf(vault, ana);
        const names = await vault.keysOf([ana, ben]);

        expect(names).toEqual([
          { person: ana, key: anas },
          { person: ben, key: await keyOf(vault, ben) },
        ]);
      });

      it('remembers how far the log was heeded', async () => {
        expect(await vault.checkpoint()).toBeUndefined();
        await vault.setCheckpoint({ position: 7, leaf: 'aa' });
        await vault.setCheckpoint({ position: 9, leaf: 'bb' });
        await again();
        expect(await vault.checkpoint()).toEqual({ position: 9, leaf: 'bb' });
      });
    });

    describe('destroying a key', () => {
      let key: string;
      beforeEach(async () => void (key = await keyOf(vault, ana)));

      it('says so of the key, and makes no other one for that person by itself', async () => {
        await forget(vault, ana);

        for (const reopen of [false, true]) {
          if (reopen) await again();
          expect((await vault.keysBy([key])).get(key)).toBe('destroyed');
          await erased(vault.keysFor([ana]));
          await erased(vault.keysFor([ben, ana]));
        }
      });

      it('leaves the others theirs', async () => {
        const bens = await keyOf(vault, ben);
        await forget(vault, ana);

        expect((await vault.keysBy([bens])).get(bens)).toMatchObject({ id: bens });
        expect(await keyOf(vault, ben)).toBe(bens);
      });

      it('answers with the tombstone, the same whenever it is asked', async () => {
        const [first] = await forget(vault, ana);
        const [second] = await forget(vault, ana);

        expect(first).toEqual({ person: ana, key, at: expect.stringMatching(/Z$/) });
        expect(second).toEqual(first);
        expect(await vault.tombstonesOf(ana)).toEqual([first]);
        expect(await vault.tombstonesOf(ben)).toEqual([]);
      });

      it('is done for a person who had none: they get one that is named and destroyed', async () => {
        const [tombstone] = await forget(vault, ben);

        expect(tombstone).toMatchObject({ person: ben, key: expect.stringMatching(/^[\w-]{43}$/) });
        await erased(vault.keysFor([ben]));
        await again();
        await erased(vault.keysFor([ben]));
      });

      it('is done for a key that this vault never had', async () => {
        const name = { person: ben, key: 'k'.repeat(43) };
        const [tombstone] = await vault.destroy([name]);

        for (const reopen of [false, true]) {
          if (reopen) await again();
          expect(tombstone).toMatchObject(name);
          expect((await vault.keysBy([name.key])).get(name.key)).toBe('destroyed');
          await erased(vault.keysFor([ben]));
        }
      });

      it('wins over a key that is being made in the same turn', async () => {
        const asked = vault.keysFor([ben]).then(
          (keys) => keys.get(ben)!.id,
          () => undefined,
        );
        await forget(vault, ben);
        const made = await asked;

        await erased(vault.keysFor([ben]));
        const answer = made && (await vault.keysBy([made])).get(made);
        expect(answer ?? 'destroyed').toBe('destroyed');
      });

      it('counts', async () => {
        const before = vault.erasures;
        await vault.keysFor([ben]);
        await forget(vault, ana);
        await forget(vault, ana);

        expect(vault.erasures).toBe(before + 1);
        expect(await vault.count()).toEqual({ keys: 1, destroyed: 1, masters: { [a.id]: 1 } });
      });
    });

    describe('a person who comes back', () => {
      it('gets a new key when that is asked for, and keeps it', async () => {
        const old = await keyOf(vault, ana);
        await forget(vault, ana);
        const { id } = await vault.renew(ana);

        expect(id).not.toBe(old);
        for (const reopen of [false, true]) {
          if (reopen) await again();
          expect(await keyOf(vault, ana)).toBe(id);
          expect((await vault.renew(ana)).id).toBe(id);
          expect((await vault.keysBy([old])).get(old)).toBe('destroyed');
        }
      });

      it('keeps it when the old erasure is carried out again', async () => {
        await keyOf(vault, ana);
        const names = await vault.keysOf([ana]);
        await vault.destroy(names);
        const { id } = await vault.renew(ana);
        const { erasures } = vault;
        await vault.destroy(names);

        expect(await keyOf(vault, ana)).toBe(id);
        expect(vault.erasures).toBe(erasures);
      });

      it('can be forgotten again', async () => {
        await forget(vault, ana);
        const { id } = await vault.renew(ana);
        await forget(vault, ana);

        await erased(vault.keysFor([ana]));
        expect((await vault.tombstonesOf(ana)).map(({ key }) => key)).toContain(id);
        expect(await vault.tombstonesOf(ana)).toHaveLength(2);
      });

      it('has the key that they have when they were never forgotten', async () => {
        const id = await keyOf(vault, ana);
        expect((await vault.renew(ana)).id).toBe(id);
      });
    });

    rotatingConformance(newPlace);

    it('does not open with another master key', async () => {
      await vault.keysFor([ana]);
      await vault.close();
      await expect(place.open(onlyB)).rejects.toThrow(a.id);
      vault = await place.open(onlyA);
    });
  });
