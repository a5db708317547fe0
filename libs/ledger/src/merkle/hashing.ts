import { hash } from 'node:crypto';

/** The root of a tree without leaves, RFC 6962, 2.1: the hash of nothing. */
export const EMPTY_ROOT: Buffer = hash('sha256', Buffer.of(), 'buffer');

export const HASH = 32;

const NODE = 1;

/** The hash of an inner node, RFC 6962, 2.1: SHA-256(0x01 ‖ left ‖ right). */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer => {
  const bytes = Buffer.allocUnsafe(1 + 2 * HASH);
  bytes[0] = NODE;
  bytes.set(left, 1);
  bytes.set(right, 1 + HASH);
  return hash('sha256', bytes, 'buffer');
};

export const isSame = (one: Uint8Array, other: Uint8Array): boolean =>
  Buffer.compare(one, other) === 0;

/** The largest power of two below a number of leaves, where RFC 6962 splits a tree. */
export const splitOf = (leaves: number): number => {
  let split = 1;
  while (split * 2 < leaves) split *= 2;
  return split;
};
