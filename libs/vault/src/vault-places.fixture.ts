import { expect } from '@jest/globals';
import { masterKey, type MasterKey, type MasterKeys } from './master-key.js';
import type { Vault } from './vault.port.js';

/** An empty place for a vault; opened again, it finds what was durable. */
export interface VaultPlace {
  open(masters: MasterKeys): Promise<Vault>;
}

export const masterOf = (notification: string): MasterKey =>
  masterKey(Buffer.alloc(32, notification));

export const a = masterOf('a');
export const b = masterOf('b');
export const onlyA: MasterKeys = { current: a, previous: [] };
export const onlyB: MasterKeys = { current: b, previous: [] };
export const both: MasterKeys = { current: b, previous: [a] };

export const ana = 'acme/ana';
export const ben = 'acme/ben';

export const people = (count: number) =>
  Array.from({ length: count }, (_, index) => `acme/p${String(index).padStart(3, '0')}`);

export const erased = (promise: Promise<unknown>) =>
  expect(promise).rejects.toMatchObject({ name: 'Refusal', code: 'person.erased' });

export const keyOf = async (vault: Vault, person: string) =>
  (await vault.keysFor([person])).get(person)!.id;

/** Forgets persons as an erasure does: names their keys, then destroys those. */
export const forget = async (vault: Vault, ...persons: readonly string[]) =>
  vault.destroy(await vault.keysOf(persons));
