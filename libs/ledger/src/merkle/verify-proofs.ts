import { isSame, nodeHash } from './hashing.js';
import type { Proof } from './proofs.js';

const half = (number: number) => Math.floor(number / 2);
const isOdd = (number: number) => number % 2 === 1;

export interface Inclusion {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly root: Uint8Array;
}

/** Whether a proof shows that the leaf is at that index of that tree: RFC 9162, 2.1.3.2. */
export const isIncluded = (proof: Proof, { leaf, index, size, root }: Inclusion): boolean => {
  if (!(index >= 0 && index < size)) return false;
  let [node, last, found] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      found = nodeHash(sibling, found);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else found = nodeHash(found, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && isSame(found, root);
};

export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** The place of the first node that both trees have, and the last node's beside it. */
const startOf = (older: number, newer: number) => {
  let [node, last] = [older - 1, newer - 1];
  while (isOdd(node)) [node, last] = [half(node), half(last)];
  return [node, last] as const;
};

const isPowerOfTwo = (number: number) => Number.isInteger(Math.log2(number));

/** Whether a proof shows that the newer tree begins with the older: RFC 9162, 2.1.4.2. */
export const isConsistent = (proof: Proof, older: TreeHead, newer: TreeHead): boolean => {
  if (older.size === newer.size) return proof.length === 0 && isSame(older.root, newer.root);
  if (older.size < 1 || older.size > newer.size) return false;
  const nodes = isPowerOfTwo(older.size) ? [older.root, ...proof] : proof;
  return nodes.length > 0 && follows(nodes, older, newer);
};

const follows = ([first, ...rest]: Proof, older: TreeHead, newer: TreeHead): boolean => {
  let [node, last] = startOf(older.size, newer.size);
  let [before, after] = [first!, first!];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      [before, after] = [nodeHash(sibling, before), nodeHash(sibling, after)];
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else after = nodeHash(after, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && isSame(before, older.root) && isSame(after, newer.root);
};
