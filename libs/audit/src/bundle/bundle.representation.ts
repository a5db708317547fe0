import type { RecordedEvent } from '#eventing';
import type { MapProof } from '#ledger';

/** An event with its exact bytes, and the proof that it is in the log; see docs/reference/proof-format.md. */
export interface ProvedEvent {
  readonly envelope: string;
  readonly data: string;
  readonly index?: number;
  readonly proof?: readonly string[];
}

/** One that a checkpoint covers. */
export type Covered = Required<ProvedEvent>;

export interface ShownEvent extends ProvedEvent {
  readonly disclosures: readonly string[];
}

/** The whole history of a stream in one file, which proves itself. */
export interface Bundle {
  readonly format: 'amends-proof/v1';
  readonly stream: string;
  readonly checkpoint: string;
  readonly keys: readonly string[];
  readonly map: {
    readonly entry: string;
    readonly proof: readonly string[];
    readonly siblings: readonly string[];
    readonly leaf?: { readonly key: string; readonly revision: number; readonly head: string };
  };
  readonly older?: { readonly size: number; readonly proof: readonly string[] };
  readonly events: readonly ShownEvent[];
  readonly receipts: readonly Covered[];
}

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
export const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

export const bytesOf = ({ envelope, dataBytes }: RecordedEvent) => ({
  envelope: base64url(envelope),
  data: base64url(dataBytes),
});

export const mapShown = ({ siblings, leaf }: MapProof) => ({
  siblings: siblings.map(hex),
  ...(leaf && { leaf: { key: hex(leaf.key), revision: leaf.revision, head: hex(leaf.head) } }),
});
