import { Injectable } from '@nestjs/common';
import {
  entryBundle,
  HASH,
  isInTree,
  Ledger,
  readTilePath,
  type StoredLeaf,
  type TileName,
  WIDTH,
} from '#ledger';
import { problem } from '#platform';

import { AuditedLog } from '../audited-log.port.js';

const notFound = () => problem('not-found');

/** What is served of the log of a tenant: only what a checkpoint has covered. */
@Injectable()
export class LedgerReader {
  constructor(
    private readonly ledger: Ledger,
    private readonly log: AuditedLog,
  ) {}

  async checkpoint(tenant: string): Promise<string> {
    const head = await this.ledger.store.head(tenant);
    if (!head) throw notFound();
    return head.note;
  }

  async keys(tenant: string) {
    const keys = await this.ledger.store.keys(tenant);
    if (keys.length === 0) throw notFound();
    return { keys, witnesses: this.ledger.witnesses };
  }

  /** The bytes of a tile of hashes, or of a bundle of entries. */
  async tile(tenant: string, path: string): Promise<Buffer> {
    const name = readTilePath(path);
    const size = (await this.ledger.store.head(tenant))?.size ?? 0;
    if (!name || !isInTree(name, size)) throw notFound();
    return name.level === 'entries' ? this.#entries(tenant, name) : this.#hashes(tenant, name);
  }

  async #hashes(tenant: string, { level, index, width }: TileName): Promise<Buffer> {
    const hashes = await this.ledger.store.tile(tenant, Number(level), index);
    return Buffer.from(hashes!.subarray(0, width * HASH));
  }

  async #entries(tenant: string, { index, width }: TileName): Promise<Buffer> {
    const leaves = await this.ledger.store.leaves(tenant, index * WIDTH, width);
    return entryBundle(await Promise.all(leaves.map((leaf) => this.#entry(leaf))));
  }

  async #entry(leaf: StoredLeaf): Promise<Uint8Array> {
    return 'entry' in leaf ? leaf.entry : (await this.log.at(leaf.position))!.envelope;
  }
}
