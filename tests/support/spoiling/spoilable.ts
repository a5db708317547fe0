import { createHash } from 'node:crypto';

/** A bundle as parsed JSON: only tests write into one. */
export interface Spoilable {
  format: string;
  stream: string;
  checkpoint: string;
  keys: string[];
  map: {
    entry: string;
    proof: string[];
    siblings: string[];
    leaf?: { key: string; revision: number; head: string };
  };
  older?: { size: number; proof: string[] };
  events: SpoilableEvent[];
  receipts: SpoilableEvent[];
  [more: string]: unknown;
}

export interface SpoilableEvent {
  envelope: string;
  data: string;
  index?: number;
  proof?: string[];
  disclosures: string[];
}

/** What else a spoiled bundle is made of. */
export interface Others {
  /** A bundle of another ticket in the same log. */
  readonly other: Spoilable;
  /** The bundle of the same ticket as it was when it had fewer events. */
  readonly earlier: Spoilable;
  /** The bundle of the same ticket in a log that was made up, signed with the same key. */
  readonly forked: Spoilable;
  /** A bundle signed with another key. */
  readonly stranger: Spoilable;
}

/** A way to spoil a bundle, and the findings of which at least one must be named. */
export type Spoiling = readonly [
  name: string,
  names: readonly string[],
  spoil: (bundle: Spoilable, others: Others) => void,
];

export const flipBit = (text: string, at: number, encoding: 'base64url' | 'hex' | 'base64') => {
  const bytes = Buffer.from(text, encoding);
  bytes[at < 0 ? bytes.length + at : at % bytes.length]! ^= 1;
  return bytes.toString(encoding);
};

export const flipIn = (list: string[], index: number) => {
  list[index] = flipBit(list[index]!, 3, 'hex');
};

export const rewritten = (base64: string, from: string, to: string) =>
  Buffer.from(Buffer.from(base64, 'base64url').toString().replace(from, to)).toString('base64url');

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Changes an event's data, and puts the right hash and size into its envelope. */
export const forge = (event: SpoilableEvent, from: string, to: string) => {
  const before = Buffer.from(event.data, 'base64url');
  event.data = rewritten(event.data, from, to);
  const after = Buffer.from(event.data, 'base64url');
  event.envelope = rewritten(event.envelope, sha256(before), sha256(after));
  event.envelope = rewritten(event.envelope, `"size":${before.length}`, `"size":${after.length}`);
};
