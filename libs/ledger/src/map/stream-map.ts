import { hash } from 'node:crypto';
import { yieldToEventLoop } from '#eventing';

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
  /** Those of the left and the right part below it; of a leaf, its own. */
  readonly hashes: Uint8Array;
  readonly leaf?: MapLeaf;
}

/** Nodes by their paths: the bits of the keys below them, as `0` and `1`. */
export type Nodes = ReadonlyMap<string, MapNode>;

export type ReadNode = (path: string) => Promise<MapNode | undefined>;

/** Those of the nodes that there are. */
export type ReadNodes = (paths: readonly string[]) => Promise<Nodes>;

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

/** Filled for each node again: a change of the map hashes thousands. */
const pair = Buffer.concat([NODE, NOTHING, NOTHING]);

const mapNodeHash = (left: Uint8Array, right: Uint8Array): Buffer => {
  pair.set(left, 1);
  pair.set(right, 1 + HASH);
  return hash('sha256', pair, 'buffer');
};

const bitOf = (key: Uint8Array, depth: number): '0' | '1' =>
  (key[depth >> 3]! >> (7 - (depth & 7))) & 1 ? '1' : '0';

/** At this depth a large change lets others have their turn, eight times. */
const TURN = 3;

/** The nodes that a change of the map writes, over those that are stored. */
export class MapDraft {
  readonly changed = new Map<string, MapNode>();
  readonly #stored = new Map<string, MapNode>();

  constructor(private readonly stored: ReadNodes) {}

  /** Puts streams into the map, each once; returns the map's root. */
  async put(leaves: readonly MapLeaf[]): Promise<Uint8Array> {
    await this.#read(leaves);
    return this.#place('', leaves);
  }

  /** Every node on the ways of the leaves, all of one depth at a time. */
  async #read(leaves: readonly MapLeaf[]): Promise<void> {
    let ways = new Map([['', leaves]]);
    while (ways.size > 0) {
      const found = await this.stored([...ways.keys()]);
      for (const [path, node] of found) this.#stored.set(path, node);
      ways = new Map([...ways].filter(([path]) => isInner(found.get(path))).flatMap(halves));
    }
  }

  async #place(path: string, leaves: readonly MapLeaf[]): Promise<Uint8Array> {
    const node = this.#stored.get(path);
    if (leaves.length === 0) return node ? hashOf(node) : NOTHING;
    if (path.length === TURN) await yieldToEventLoop();
    if (!node || node.leaf) return this.#build(path, joined(leaves, node?.leaf));
    const left = await this.#part(`${path}0`, leaves, node);
    const right = await this.#part(`${path}1`, leaves, node);
    return this.#join(path, left, right);
  }

  /** A part in which nothing changes is not even read. */
  #part(
    path: string,
    leaves: readonly MapLeaf[],
    above: MapNode,
  ): Promise<Uint8Array> | Uint8Array {
    const own = below(path, leaves);
    return own.length === 0 ? partOf(above, path) : this.#place(path, own);
  }

  /** A part of the map that is new: nothing is stored below it. */
  #build(path: string, leaves: readonly MapLeaf[]): Uint8Array {
    if (leaves.length === 0) return NOTHING;
    if (leaves.length === 1) return this.#write(path, leafNode(leaves[0]!));
    const left = this.#build(`${path}0`, below(`${path}0`, leaves));
    const right = this.#build(`${path}1`, below(`${path}1`, leaves));
    return this.#join(path, left, right);
  }

  #join(path: string, left: Uint8Array, right: Uint8Array): Uint8Array {
    return this.#write(path, { hashes: Buffer.concat([left, right]) });
  }

  #write(path: string, node: MapNode): Uint8Array {
    this.changed.set(path, node);
    return hashOf(node);
  }
}

const isInner = (node: MapNode | undefined) => node !== undefined && !node.leaf;

/** The way goes on where there are leaves. */
const halves = ([path, leaves]: readonly [string, readonly MapLeaf[]]) =>
  [`${path}0`, `${path}1`]
    .map((part) => [part, below(part, leaves)] as const)
    .filter(([, own]) => own.length > 0);

/** The hash of the part of a node to which a path leads. */
const partOf = ({ hashes }: MapNode, path: string): Uint8Array =>
  path.endsWith('0') ? hashes.subarray(0, HASH) : hashes.subarray(HASH);

const hashOf = (node: MapNode): Uint8Array =>
  node.leaf ? node.hashes : mapNodeHash(partOf(node, '0'), partOf(node, '1'));

/** The leaves whose way leads along a path, of those whose way leads to the node above it. */
const below = (path: string, leaves: readonly MapLeaf[]): readonly MapLeaf[] =>
  leaves.filter(({ key }) => bitOf(key, path.length - 1) === path.at(-1));

const leafNode = (leaf: MapLeaf): MapNode => ({ hashes: mapLeafHash(leaf), leaf });

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

const OTHER = { '0': '1', '1': '0' } as const;

export const mapProof = async (read: ReadNode, key: Uint8Array): Promise<MapProof> => {
  const siblings: Uint8Array[] = [];
  let [path, node] = ['', await read('')];
  while (node && !node.leaf) {
    const bit = bitOf(key, path.length);
    siblings.push(partOf(node, OTHER[bit]));
    path += bit;
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
