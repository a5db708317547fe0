import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Rotation, Vault } from './vault.port.js';
import {
  a,
  ana,
  b,
  both,
  erased,
  forget,
  onlyA,
  onlyB,
  people,
  type VaultPlace,
} from './vault-places.fixture.js';

/** Rotating the master key: in use, interrupted anywhere, and complete in the end. */
export const rotatingConformance = (newPlace: () => Promise<VaultPlace>) =>
  describe('rotating the master key', () => {
    let place: VaultPlace;
    let vault: Vault;
    const again = async (masters = onlyA) => {
      await vault.close();
      vault = await place.open(masters);
    };
    afterEach(() => vault.close());

    const persons = people(20);
    let before: ReadonlyMap<string, string>;
    const ids = async () => {
      const keys = await vault.keysFor(persons);
      return new Map([...keys].map(([person, key]) => [person, key.id] as const));
    };
    beforeEach(async () => {
      place = await newPlace();
      vault = await place.open(onlyA);
      before = await ids();
    });

    it('wraps every key by the new one, and changes none', async () => {
      await vault.rotate(b);
      await again(onlyB);

      expect(await ids()).toEqual(before);
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
      await forget(vault, persons[7]!);
      await rotating;
      await again(onlyB);

      expect(await vault.count()).toEqual({ keys: 20, destroyed: 1, masters: { [b.id]: 20 } });
      await erased(vault.keysFor([persons[7]!]));
    });

    it('can be interrupted at any key, and goes on from there', async () => {
      for (let from = 0; ; from++) {
        const broken = await interrupted(vault, from);
        await again(both);
        expect(await ids()).toEqual(before);
        if (!broken) break;
      }
      await again(onlyB);
      expect(await ids()).toEqual(before);
    });

    it('goes on, when not told to which, to the current one', async () => {
      await interrupted(vault, 2);
      await again(both);
      await vault.rotate();
      await again(onlyB);
      expect(await ids()).toEqual(before);
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
      expect(await ids()).toEqual(before);
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
