import { type MapProof, mapKeyOf, mapProof } from './map/stream-map.js';
import type { RangeHash } from './merkle/proofs.js';
import type { Notary } from './notary/notary.js';
import type { LedgerStore, StoredHead } from './store/ledger-store.port.js';
import { rangeHashIn } from './tiles/tiles.js';

export interface LedgerParts {
  readonly store: LedgerStore;
  readonly notary: Pick<Notary, 'caughtUp'>;
  /** The names of those who hold checkpoints outside the data. */
  readonly witnesses: readonly string[];
}

/** The Merkle logs of all tenants, to be read and proved from. */
export class Ledger {
  constructor(private readonly parts: LedgerParts) {}

  get store(): LedgerStore {
    return this.parts.store;
  }

  get witnesses(): readonly string[] {
    return this.parts.witnesses;
  }

  /** The newest checkpoint, once it covers every event of now. */
  async headOfNow(tenant: string): Promise<StoredHead | undefined> {
    await this.parts.notary.caughtUp();
    return this.store.head(tenant);
  }

  hashesOf(tenant: string): RangeHash {
    return rangeHashIn((level, index) => this.store.tile(tenant, level, index));
  }

  mapProof(tenant: string, stream: string): Promise<MapProof> {
    return mapProof((path) => this.store.node(tenant, path), mapKeyOf(stream));
  }
}
