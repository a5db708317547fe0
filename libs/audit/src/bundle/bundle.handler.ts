import { Injectable } from '@nestjs/common';
import { lookUp, type RecordedEvent, streamOf } from '#eventing';
import {
  consistencyProof,
  inclusionProof,
  Ledger,
  mapKeyOf,
  mapRootOf,
  openNote,
  readVerifierKey,
  type StoredHead,
} from '#ledger';
import { problem } from '#platform';
import { erasedIn, keyIdsIn } from '#vault';

import { AuditedLog } from '../audited-log.port.js';
import {
  base64url,
  type Bundle,
  bytesOf,
  hex,
  mapShown,
  type Covered,
  type ProvedEvent,
} from './bundle.representation.js';

/** What a bundle is made for. */
export interface Wanted {
  readonly tenant: string;
  readonly stream: string;
  /** The size of an older checkpoint that its reader holds. */
  readonly since?: number | undefined;
  /** Whose erasures may be why a value cannot be read. */
  readonly customers: readonly string[];
}

/** A checkpoint, and what the map says of the stream under it. */
interface Proved {
  readonly head: StoredHead;
  readonly map: Bundle['map'];
}

const ATTEMPTS = 5;

const isCovered = (event: ProvedEvent): event is Covered => event.proof !== undefined;

/** Makes the proof of a stream's whole history, against the newest checkpoint. */
@Injectable()
export class Bundles {
  constructor(
    private readonly ledger: Ledger,
    private readonly log: AuditedLog,
  ) {}

  async of(wanted: Wanted): Promise<Bundle> {
    const { tenant, stream, since } = wanted;
    const { head, map } = await this.#proved(tenant, stream);
    const events = await this.log.stream(stream);
    const erasures = await this.#erasures(wanted, new Set(events.flatMap(keyIdsIn)));
    const proved = erasures.map((event) => this.#inTree(tenant, head, event));
    const receipts = await Promise.all(proved);
    const shown = events.map(async (event) => ({
      ...(await this.#inTree(tenant, head, event)),
      disclosures: await this.log.disclosures(event),
    }));
    return {
      format: 'amends-proof/v1',
      stream,
      checkpoint: head.note,
      keys: await this.#keys(tenant, head),
      map,
      ...(since !== undefined && { older: await this.#older(tenant, since, head) }),
      events: await Promise.all(shown),
      receipts: receipts.filter(isCovered),
    };
  }

  /** The map changes with each checkpoint, so both are read until they belong together. */
  async #proved(tenant: string, stream: string): Promise<Proved> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const head = await this.ledger.headOfNow(tenant);
      if (!head) throw problem('not-found');
      const proof = await this.ledger.mapProof(tenant, stream);
      const entry = await this.#mapEntry(tenant, head.size - 1);
      const { map } = JSON.parse(Buffer.from(entry).toString()) as { readonly map: string };
      if (hex(mapRootOf(proof, mapKeyOf(stream))) !== map) continue;
      const inTree = await inclusionProof(this.ledger.hashesOf(tenant), head.size - 1, head.size);
      return {
        head,
        map: { entry: base64url(entry), proof: inTree.map(hex), ...mapShown(proof) },
      };
    }
    throw new Error(`The map of ${tenant} does not belong to its checkpoint.`);
  }

  async #mapEntry(tenant: string, index: number): Promise<Uint8Array> {
    const [leaf] = await this.ledger.store.leaves(tenant, index, 1);
    if (leaf && 'entry' in leaf) return leaf.entry;
    throw new Error(`The last leaf of ${tenant} is no root of its map.`);
  }

  /** An event that came after the checkpoint has no proof yet. */
  async #inTree(tenant: string, { size }: StoredHead, event: RecordedEvent): Promise<ProvedEvent> {
    const index = await this.ledger.store.indexOf(event.position);
    if (index === undefined || index >= size) return bytesOf(event);
    const proof = await inclusionProof(this.ledger.hashesOf(tenant), index, size);
    return { ...bytesOf(event), index, proof: proof.map(hex) };
  }

  async #keys(tenant: string, { note }: StoredHead): Promise<readonly string[]> {
    const keys = (await this.ledger.store.keys(tenant)).map(({ key }) => key);
    const { signedBy } = openNote(note, keys.map(readVerifierKey));
    const ids = new Set(signedBy.map(({ id }) => hex(id)));
    return keys.filter((key) => ids.has(hex(readVerifierKey(key).id)));
  }

  async #older(
    tenant: string,
    size: number,
    head: StoredHead,
  ): Promise<NonNullable<Bundle['older']>> {
    if (size < 1 || size > head.size) throw problem('not-found');
    const proof = await consistencyProof(this.ledger.hashesOf(tenant), size, head.size);
    return { size, proof: proof.map(hex) };
  }

  /** The erasures that name a key under which a value of these events was encrypted. */
  async #erasures({ tenant, customers }: Wanted, keys: ReadonlySet<string>) {
    const records = customers.map((customer) => streamOf('record', tenant, customer));
    const events = await Promise.all(records.map((stream) => this.log.stream(stream)));
    return events.flat().filter((event) => erasedIn(event).some(({ key }) => keys.has(key)));
  }
}

interface Opened {
  readonly requester?: { readonly id: string };
}

/** The customers of whom a ticket's events may have personal values. */
export const customersIn = (events: readonly RecordedEvent[]): readonly string[] => {
  const named = events.flatMap(({ data, meta }) => {
    const requester = lookUp(
      data as Readonly<Record<string, unknown>>,
      'requester',
    ) as Opened['requester'];
    return [requester?.id, meta.onBehalfOf].filter((id) => id !== undefined);
  });
  return [...new Set(named)];
};
