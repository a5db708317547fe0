import { isSame, nodeHash } from './hashing.js';
import type { Proof } from './proofs.js';

const half = (number: number) => Math.floor(number / 2);
const isOdd = (number: number) => number % 2 === 1;

/** A node of a level, and the last one of it. */
type Place = readonly [node: number, last: number];

/** A node that is the last of its level, and has none beside it, stands for itself further up. */
const beside = ([node, last]: Place): Place => {
  let place: Place = [node, last];
  while (!isOdd(place[0]) && place[0] !== 0) place = [half(place[0]), half(place[1])];
  return place;
};

/** Climbs from a node to the root; whether the proof has exactly the hashes beside the way. */
const climb = (
  from: Place,
  proof: Proof,
  join: (sibling: Uint8Array, isLeft: boolean) => void,
): boolean => {
  let place = from;
  for (const sibling of proof) {
    const [node, last] = place;
    if (last === 0) return false;
    const isLeft = isOdd(node) || node === last;
    join(sibling, isLeft);
    const [own, end] = isLeft ? beside(place) : place;
    place = [half(own), half(end)];
  }
  return place[1] === 0;
};

export interface Inclusion {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly root: Uint8Array;
}

/** Whether a proof shows that the leaf is at that index of that tree: RFC 9162, 2.1.3.2. */
export const isIncluded = (proof: Proof, { leaf, index, size, root }: Inclusion): boolean => {
  if (!(index >= 0 && index < size)) return false;
  let found = leaf;
  const isWhole = climb([index, size - 1], proof, (sibling, isLeft) => {
    found = isLeft ? nodeHash(sibling, found) : nodeHash(found, sibling);
  });
  return isWhole && isSame(found, root);
};

export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

const isPowerOfTwo = (number: number) => Number.isInteger(Math.log2(number));

/** The place of the first node that both trees have. */
const startOf = (older: number, newer: number): Place => {
  let place: Place = [older - 1, newer - 1];
  while (isOdd(place[0])) place = [half(place[0]), half(place[1])];
  return place;
};

/** Whether a proof shows that the newer tree begins with the older: RFC 9162, 2.1.4.2. */
export const isConsistent = (proof: Proof, older: TreeHead, newer: TreeHead): boolean => {
  if (older.size === newer.size) return proof.length === 0 && isSame(older.root, newer.root);
  if (older.size < 1 || older.size > newer.size) return false;
  const nodes = isPowerOfTwo(older.size) ? [older.root, ...proof] : proof;
  return nodes.length > 0 && follows(nodes, older, newer);
};

const follows = ([first, ...rest]: Proof, older: TreeHead, newer: TreeHead): boolean => {
  let [before, after] = [first!, first!];
  const isWhole = climb(startOf(older.size, newer.size), rest, (sibling, isLeft) => {
    if (isLeft) before = nodeHash(sibling, before);
    after = isLeft ? nodeHash(sibling, after) : nodeHash(after, sibling);
  });
  return isWhole && isSame(before, older.root) && isSame(after, newer.root);
};
