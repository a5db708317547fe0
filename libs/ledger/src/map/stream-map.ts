import { hash } from 'node:crypto';
import { HASH, isSame } from '../merkle/hashing.js';

/** Where a stream ends. */
export interface StreamHead {
  /** The revision of its last event. */
  readonly revision: number;
  /** The leaf hash of its last event. */
  readonly head: Uint8Array;
}

/** A stream in the map. */
export interface MapLeaf extends StreamHead {
  readonly key: Uint8Array;
}

/** A node; one with a leaf has nothing below it. */
export interface MapNode {
  readonly hash: Uint8Array;
  readonly leaf?: MapLeaf;
}

/** Nodes by their paths: the bits of the keys below them, as `0` and `1`. */
export type ReadNode = (path: string) => Promise<MapNode | undefined>;

/** What stands for a part of the map without any stream. */
export const NOTHING: Buffer = Buffer.alloc(HASH);

const LEAF = Buffer.of(0x10);
const NODE = Buffer.of(0x11);

/** The key of a stream: SHA-256 of a domain, a line feed, and the stream's name, which has the tenant. */
export const mapKeyOf = (stream: string): Buffer =>
  hash('sha256', `amends/stream/v1\n${stream}`, 'buffer');

export const mapLeafHash = ({ key, revision, head }: MapLeaf): Buffer => {
  const number = Buffer.alloc(8);
  number.writeBigUInt64BE(BigInt(revision));
  return hash('sha256', Buffer.concat([LEAF, key, number, head]), 'buffer');
};

const mapNodeHash = (left: Uint8Array, right: Uint8Array): Buffer =>
  hash('sha256', Buffer.concat([NODE, left, right]), 'buffer');

const bitOf = (key: Uint8Array, depth: number): '0' | '1' =>
  (key[depth >> 3]! >> (7 - (depth & 7))) & 1 ? '1' : '0';

/** The nodes that a change of the map writes, over those that are stored. */
export class MapDraft {
  readonly changed = new Map<string, MapNode>();

  constructor(private readonly stored: ReadNode) {}

  /** Puts streams into the map, each once; returns the map's root. */
  async put(leaves: readonly MapLeaf[]): Promise<Uint8Array> {
    return (await this.#place('', leaves))?.hash ?? NOTHING;
  }

  async #place(path: string, leaves: readonly MapLeaf[]): Promise<MapNode | undefined> {
    const node = await this.stored(path);
    if (leaves.length === 0) return node;
    const all = joined(leaves, node?.leaf);
    const isAlone = all.length === 1 && (!node || node.leaf);
    return isAlone ? this.#write(path, leafNode(all[0]!)) : this.#split(path, all);
  }

  async #split(path: string, leaves: readonly MapLeaf[]): Promise<MapNode> {
    const of = (bit: string) => leaves.filter(({ key }) => bitOf(key, path.length) === bit);
    const left = await this.#place(`${path}0`, of('0'));
    const right = await this.#place(`${path}1`, of('1'));
    const hashed = mapNodeHash(left?.hash ?? NOTHING, right?.hash ?? NOTHING);
    return this.#write(path, { hash: hashed });
  }

  #write(path: string, node: MapNode): MapNode {
    this.changed.set(path, node);
    return node;
  }
}

const leafNode = (leaf: MapLeaf): MapNode => ({ hash: mapLeafHash(leaf), leaf });

/** A leaf that stood here moves down beside the others, unless one of them replaces it. */
const joined = (leaves: readonly MapLeaf[], stood: MapLeaf | undefined): readonly MapLeaf[] =>
  !stood || leaves.some(({ key }) => isSame(key, stood.key)) ? leaves : [...leaves, stood];

/** What the map says of a stream: the nodes beside its way down, and what is at the way's end. */
export interface MapProof {
  /** From the top. */
  readonly siblings: readonly Uint8Array[];
  /** The stream itself; or another one, or nothing, where it is not in the map. */
  readonly leaf?: MapLeaf;
}

const sibling = (path: string): string => `${path.slice(0, -1)}${path.endsWith('0') ? '1' : '0'}`;

export const mapProof = async (read: ReadNode, key: Uint8Array): Promise<MapProof> => {
  const siblings: Uint8Array[] = [];
  let [path, node] = ['', await read('')];
  while (node && !node.leaf) {
    path += bitOf(key, path.length);
    siblings.push((await read(sibling(path)))?.hash ?? NOTHING);
    node = await read(path);
  }
  return { siblings, ...(node?.leaf && { leaf: node.leaf }) };
};

/** The root of the map in which the proof holds. */
export const mapRootOf = ({ siblings, leaf }: MapProof, key: Uint8Array): Uint8Array => {
  let found: Uint8Array = leaf ? mapLeafHash(leaf) : NOTHING;
  for (let depth = siblings.length - 1; depth >= 0; depth--) {
    const beside = siblings[depth]!;
    found = bitOf(key, depth) === '1' ? mapNodeHash(beside, found) : mapNodeHash(found, beside);
  }
  return found;
};

const isBelow = (key: Uint8Array, other: Uint8Array, depth: number): boolean =>
  Array.from({ length: depth }, (_, at) => at).every((at) => bitOf(key, at) === bitOf(other, at));

/**
 * Where a stream ends, as a proof shows it: `absent` when the map has no such stream, `undefined`
 * when the proof shows nothing.
 */
export const streamHeadIn = (
  proof: MapProof,
  key: Uint8Array,
  root: Uint8Array,
): StreamHead | 'absent' | undefined => {
  const { siblings, leaf } = proof;
  if (siblings.length > HASH * 8 || !isSame(mapRootOf(proof, key), root)) return undefined;
  if (!leaf) return 'absent';
  if (isSame(leaf.key, key)) return leaf;
  return isBelow(key, leaf.key, siblings.length) ? 'absent' : undefined;
};
