import { personOf } from '#eventing';
import { Eraser, type ErasureReceipt } from '#records';
import type { Stores } from './stores.js';

/** What the vault has swept, as the records' receipt tells it. */
class VaultEraser extends Eraser {
  constructor(private readonly stores: Pick<Stores, 'erasures' | 'projector'>) {
    super();
  }

  async erase(
    tenant: string,
    customers: readonly string[],
    position: number,
  ): Promise<ErasureReceipt> {
    const { erasures, projector } = this.stores;
    await projector.reached(position);
    const receipts = await Promise.all(
      customers.map((customer) => erasures.erase(personOf(tenant, customer))),
    );
    const sinks = receipts.flatMap((receipt) => receipt.sinks);
    const swept = [...new Set(sinks.map(({ name }) => name))].map((sink) => ({
      sink,
      position: Math.min(...sinks.filter(({ name }) => name === sink).map((one) => one.position)),
      done: true,
    }));
    const at = receipts
      .map(({ sweptAt }) => sweptAt)
      .toSorted()
      .at(-1)!;
    return { at, sinks: [{ sink: 'keys', position, done: true }, ...swept] };
  }
}

export const eraserOf = (stores: Pick<Stores, 'erasures' | 'projector'>): Eraser =>
  new VaultEraser(stores);
