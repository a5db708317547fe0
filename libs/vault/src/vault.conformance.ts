import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { masterKey, type MasterKey, type MasterKeys } from './master-key.js';
import type { Rotation, Vault } from './vault.port.js';

/** An empty place for a vault; opened again, it finds what was durable. */
export interface VaultPlace {
  open(masters: MasterKeys): Promise<Vault>;
}

export const masterOf = (notification: string): MasterKey =>
  masterKey(Buffer.alloc(32, notification));

const a = masterOf('a');
const b = masterOf('b');
const onlyA: MasterKeys = { current: a, previous: [] };
const onlyB: MasterKeys = { current: b, previous: [] };
const both: MasterKeys = { current: b, previous: [a] };

const ana = 'acme/ana';
const ben = 'acme/ben';

const people = (count: number) =>
  Array.from({ length: count }, (_, index) => `acme/p${String(index).padStart(3, '0')}`);

const erased = (promise: Promise<unknown>) =>
  expect(promise).rejects.toMatchObject({ name: 'Refusal', code: 'person.erased' });

const commitmentOf = async (vault: Vault, person: string) =>
  (await vault.keysFor([person])).get(person)!.commitment;

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

        expect(first.get(ana)!.commitment).not.toBe(first.get(ben)!.commitment);
        for (const person of [ana, ben]) {
          const [one, other] = [first.get(person)!, second.get(person)!];
          expect(one.commitment).toBe(other.commitment);
          expect(
            one.cipher.equals(other.cipher) &&
              Buffer.compare(one.nonces.inner, other.nonces.inner) === 0,
          ).toBe(true);
        }
      });

      it('makes one key for a person whom many ask for at once', async () => {
        const asked = await Promise.all(people(50).map(() => commitmentOf(vault, ana)));

        expect(new Set(asked).size).toBe(1);
        expect(await vault.count()).toMatchObject({ keys: 1 });
      });

      it('finds what it has answered, also when opened again', async () => {
        const key = (await vault.keysFor([ana])).get(ana)!;
        const { commitment } = key;

        for (const reopen of [false, true]) {
          if (reopen) await again();
          const found = (await vault.keysBy([commitment])).get(commitment);
          expect(found).toMatchObject({ commitment });
          expect(typeof found === 'object' && found.cipher.equals(key.cipher)).toBe(true);
          expect(await commitmentOf(vault, ana)).toBe(commitment);
        }
      });

      it('tells nothing of a key that it never had', async () => {
        expect(await vault.keysBy(['x'.repeat(43)])).toEqual(new Map());
      });

      it('keeps tenants apart, whatever their customers are called', async () => {
        const names = ['acme/ana', 'acm/eana', 'acme/Ana', 'acme/ana/', 'acme/ana\u0000', 'acme/%'];
        const keys = await vault.keysFor(names);

        expect(new Set([...keys.values()].map(({ commitment }) => commitment)).size).toBe(6);
      });

      it('lists persons by name, in pages', async () => {
        await vault.keysFor(people(5));
        await vault.destroy([people(5)[3]!]);

        const first = await vault.list({ limit: 3 });
        const rest = await vault.list({ after: first.at(-1)!.person, limit: 3 });

        expect([...first, ...rest].map(({ person }) => person)).toEqual(people(5));
        expect(first[0]).toEqual({
          person: 'acme/p000',
          commitment: await commitmentOf(vault, 'acme/p000'),
          since: expect.stringMatching(/^\d{4}-.*Z$/),
        });
        expect(rest.map(({ destroyed }) => destroyed !== undefined)).toEqual([true, false]);
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
      let commitment: string;
      beforeEach(async () => void (commitment = await commitmentOf(vault, ana)));

      it('says so of the key, and makes no other one for that person', async () => {
        await vault.destroy([ana]);

        for (const reopen of [false, true]) {
          if (reopen) await again();
          expect((await vault.keysBy([commitment])).get(commitment)).toBe('destroyed');
          await erased(vault.keysFor([ana]));
          await erased(vault.keysFor([ben, ana]));
        }
      });

      it('leaves the others theirs', async () => {
        const bens = await commitmentOf(vault, ben);
        await vault.destroy([ana]);

        expect((await vault.keysBy([bens])).get(bens)).toMatchObject({ commitment: bens });
        expect(await commitmentOf(vault, ben)).toBe(bens);
      });

      it('answers with the tombstone, the same whenever it is asked', async () => {
        const [first] = await vault.destroy([ana]);
        const [second] = await vault.destroy([ana]);

        expect(first).toEqual({ person: ana, commitment, at: expect.stringMatching(/Z$/) });
        expect(second).toEqual(first);
        expect(await vault.tombstone(ana)).toEqual(first);
        expect(await vault.tombstone(ben)).toBeUndefined();
      });

      it('also forgets a person who has no key yet', async () => {
        const [tombstone] = await vault.destroy([ben]);

        expect(tombstone).toEqual({ person: ben, at: expect.any(String) });
        await erased(vault.keysFor([ben]));
        await again();
        await erased(vault.keysFor([ben]));
      });

      it('wins over a key that is being made in the same turn', async () => {
        const asked = vault.keysFor([ben]).then(
          (keys) => keys.get(ben)!.commitment,
          () => undefined,
        );
        await vault.destroy([ben]);
        const made = await asked;

        await erased(vault.keysFor([ben]));
        const answer = made && (await vault.keysBy([made])).get(made);
        expect(answer ?? 'destroyed').toBe('destroyed');
      });

      it('counts', async () => {
        const before = vault.erasures;
        await vault.keysFor([ben]);
        await vault.destroy([ana]);
        await vault.destroy([ana]);

        expect(vault.erasures).toBe(before + 1);
        expect(await vault.count()).toEqual({ keys: 1, destroyed: 1, masters: { [a.id]: 1 } });
      });
    });

    describe('rotating the master key', () => {
      const persons = people(20);
      let before: ReadonlyMap<string, string>;
      const commitments = async () => {
        const keys = await vault.keysFor(persons);
        return new Map([...keys].map(([person, key]) => [person, key.commitment] as const));
      };
      beforeEach(async () => void (before = await commitments()));

      it('wraps every key by the new one, and changes none', async () => {
        await vault.rotate(b);
        await again(onlyB);

        expect(await commitments()).toEqual(before);
        expect(await vault.count()).toMatchObject({ masters: { [b.id]: 20 } });
      });

      it('tells how far it is, up to the end', async () => {
        const told: Rotation[] = [];
        await vault.rotate(b, (rotation) => void told.push(rotation));

        const done = told.map((one) => one.done);
        expect(done).toEqual(done.toSorted((one, other) => one - other));
        expect(told.at(-1)).toEqual({ done: 20, total: 20 });
      });

      it('goes on in use: keys made meanwhile are wrapped by the new one', async () => {
        const rotating = vault.rotate(b);
        await vault.keysFor([ana]);
        await vault.destroy([persons[7]!]);
        await rotating;
        await again(onlyB);

        expect(await vault.count()).toEqual({ keys: 20, destroyed: 1, masters: { [b.id]: 20 } });
        await erased(vault.keysFor([persons[7]!]));
      });

      it('can be interrupted at any key, and goes on from there', async () => {
        for (let from = 0; ; from++) {
          const broken = await interrupted(vault, from);
          await again(both);
          expect(await commitments()).toEqual(before);
          if (!broken) break;
        }
        await again(onlyB);
        expect(await commitments()).toEqual(before);
      });

      it('goes on, when not told to which, to the current one', async () => {
        await interrupted(vault, 2);
        await again(both);
        await vault.rotate();
        await again(onlyB);
        expect(await commitments()).toEqual(before);
      });

      it('opens with the new key alone only when it is done', async () => {
        expect(await interrupted(vault, 0)).toBe(true);
        await vault.close();
        await expect(place.open(onlyB)).rejects.toThrow(a.id);
        vault = await place.open(both);
      });

      it('has nothing to do a second time', async () => {
        await vault.rotate(b);
        await vault.rotate(b);
        await again(onlyB);
        expect(await commitments()).toEqual(before);
      });
    });

    it('does not open with another master key', async () => {
      await vault.keysFor([ana]);
      await vault.close();
      await expect(place.open(onlyB)).rejects.toThrow(a.id);
      vault = await place.open(onlyA);
    });
  });

/** Begins a rotation that breaks off when it tells of the step after `steps`; false if it ended. */
const interrupted = async (vault: Vault, steps: number): Promise<boolean> => {
  let told = 0;
  try {
    await vault.rotate(b, () => {
      if (told++ === steps) throw new Error('The power went out.');
    });
    return false;
  } catch {
    return true;
  }
};
