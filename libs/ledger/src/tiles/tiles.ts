import { EMPTY_ROOT, HASH, nodeHash, splitOf } from '../merkle/hashing.js';
import type { RangeHash } from '../merkle/proofs.js';

/** How many hashes a full tile has (C2SP tlog-tiles). */
export const WIDTH = 256;

const HEIGHT = 8;

/** A tile's hashes one after another; fewer than 256 of them where the tree ends. */
export type ReadTile = (level: number, index: number) => Promise<Uint8Array | undefined>;

export interface Tile {
  readonly level: number;
  readonly index: number;
  readonly hashes: Uint8Array;
}

/** How many hashes the tiles of a level have together, in a tree of that size. */
export const hashesAt = (level: number, size: number): number => Math.floor(size / WIDTH ** level);

export const hashAt = (hashes: Uint8Array, index: number): Uint8Array =>
  hashes.subarray(index * HASH, (index + 1) * HASH);

/** The root of a whole subtree: the number of hashes is a power of two. */
export const rootOf = (hashes: Uint8Array): Uint8Array => {
  let level = hashes;
  while (level.length > HASH) level = paired(level);
  return level;
};

const paired = (hashes: Uint8Array): Uint8Array => {
  const above = Buffer.allocUnsafe(hashes.length / 2);
  for (let index = 0; index * HASH < above.length; index++)
    above.set(nodeHash(hashAt(hashes, 2 * index), hashAt(hashes, 2 * index + 1)), index * HASH);
  return above;
};

const isWholeSubtree = (begin: number, leaves: number) =>
  Number.isInteger(Math.log2(leaves)) && begin % leaves === 0;

/** A whole subtree of `leaves` leaves from hashes that one tile has beside each other. */
const subtree = async (read: ReadTile, begin: number, leaves: number) => {
  const level = Math.floor(Math.log2(leaves) / HEIGHT);
  const first = begin / WIDTH ** level;
  const hashes = await read(level, Math.floor(first / WIDTH));
  const from = (first % WIDTH) * HASH;
  const own = hashes?.subarray(from, from + (leaves / WIDTH ** level) * HASH);
  if (own?.length !== (leaves / WIDTH ** level) * HASH)
    throw new RangeError(`The tree has no tile ${level}/${Math.floor(first / WIDTH)} so wide.`);
  return rootOf(own);
};

/** Merkle tree hashes of a tree that is kept as tiles. */
export const rangeHashIn = (read: ReadTile): RangeHash => {
  const rangeHash: RangeHash = async (begin, end) => {
    const leaves = end - begin;
    if (leaves === 0) return EMPTY_ROOT;
    if (isWholeSubtree(begin, leaves)) return subtree(read, begin, leaves);
    const split = begin + splitOf(leaves);
    return nodeHash(await rangeHash(begin, split), await rangeHash(split, end));
  };
  return rangeHash;
};
