import { splitOf } from './hashing.js';

/** The Merkle tree hash of the leaves from `begin` up to, and without, `end`. */
export type RangeHash = (begin: number, end: number) => Promise<Uint8Array>;

export type Proof = readonly Uint8Array[];

const ensureWithin = (isWithin: boolean, what: string) => {
  if (!isWithin) throw new RangeError(`There is no ${what}.`);
};

const pathIn = async (
  rangeHash: RangeHash,
  index: number,
  [begin, end]: readonly [number, number],
): Promise<Uint8Array[]> => {
  if (end - begin === 1) return [];
  const split = begin + splitOf(end - begin);
  const [own, other] =
    index < split
      ? ([
          [begin, split],
          [split, end],
        ] as const)
      : ([
          [split, end],
          [begin, split],
        ] as const);
  return [...(await pathIn(rangeHash, index, own)), await rangeHash(...other)];
};

/** That the leaf at `index` is in the tree of `size` leaves: RFC 6962, 2.1.1. */
export const inclusionProof = async (
  rangeHash: RangeHash,
  index: number,
  size: number,
): Promise<Proof> => {
  ensureWithin(index >= 0 && index < size, `leaf ${index} in a tree of ${size}`);
  return pathIn(rangeHash, index, [0, size]);
};

interface Subtree {
  readonly begin: number;
  readonly end: number;
  /** The older tree ends where a subtree ends whose hash its holder knows. */
  readonly whole: boolean;
}

const subproof = async (
  rangeHash: RangeHash,
  older: number,
  { begin, end, whole }: Subtree,
): Promise<Uint8Array[]> => {
  if (older === end) return whole ? [] : [await rangeHash(begin, end)];
  const split = begin + splitOf(end - begin);
  if (older <= split) {
    const left = await subproof(rangeHash, older, { begin, end: split, whole });
    return [...left, await rangeHash(split, end)];
  }
  const right = await subproof(rangeHash, older, { begin: split, end, whole: false });
  return [...right, await rangeHash(begin, split)];
};

/** That a tree of `size` leaves begins with the tree of `older`: RFC 6962, 2.1.2. */
export const consistencyProof = async (
  rangeHash: RangeHash,
  older: number,
  size: number,
): Promise<Proof> => {
  ensureWithin(older > 0 && older <= size, `tree of ${older} leaves in one of ${size}`);
  return subproof(rangeHash, older, { begin: 0, end: size, whole: true });
};
