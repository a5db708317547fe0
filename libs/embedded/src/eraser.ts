import { type Clock, customerOf, personOf } from '#eventing';
import { type CustomerKey, Eraser, type ErasureReceipt, type ErasureTargetStatus } from '#records';
import { type Erasures, ErasureUnfinished, type KeyName } from '#vault';

import type { Stores } from './stores.js';

type EraserDependencies = Pick<Stores, 'erasures' | 'progress' | 'vault'>;

/** How far each target is; what could not be erased yet is retried until it is. */
const sweptBy = async (
  erasures: Erasures,
  keyName: KeyName,
): Promise<readonly ErasureTargetStatus[]> => {
  try {
    const { sinks } = await erasures.erase(keyName);
    return sinks.map(({ name, position }) => ({ sink: name, position, done: true }));
  } catch (error) {
    if (!(error instanceof ErasureUnfinished)) throw error;
    const done = error.swept.map(({ name, position }) => ({ sink: name, position, done: true }));
    return [...done, ...error.left.map((sink) => ({ sink, position: 0, done: false }))];
  }
};

/** The least complete state that was reported for one target. */
const least = (all: readonly ErasureTargetStatus[], sink: string): ErasureTargetStatus => {
  const said = all.filter((one) => one.sink === sink);
  const position = Math.min(...said.map((one) => one.position));
  return { sink, position, done: said.every(({ done }) => done) };
};

/** What the vault has erased, in the form of the records' receipt. */
class VaultEraser extends Eraser {
  constructor(
    private readonly parts: EraserDependencies,
    private readonly clock: Clock,
  ) {
    super();
  }

  async keysOf(tenant: string, customers: readonly string[]): Promise<readonly CustomerKey[]> {
    const persons = customers.map((customer) => personOf(tenant, customer));
    const names = await this.parts.vault.keysOf(persons);
    return names.map(({ person, key }) => ({ customer: customerOf(person), key }));
  }

  async erase(
    tenant: string,
    keys: readonly CustomerKey[],
    position: number,
  ): Promise<ErasureReceipt> {
    const { erasures, progress } = this.parts;
    await progress.waitFor(position);
    const named = keys.map(({ customer, key }) => ({ person: personOf(tenant, customer), key }));
    const all = (await Promise.all(named.map((keyName) => sweptBy(erasures, keyName)))).flat();
    const names = [...new Set(all.map(({ sink }) => sink))];
    const destroyed = { sink: 'keys', position, done: true };
    return {
      at: this.clock.now(),
      sinks: [destroyed, ...names.map((name) => least(all, name))],
    };
  }
}

export const eraserOf = (parts: EraserDependencies, clock: Clock): Eraser =>
  new VaultEraser(parts, clock);
