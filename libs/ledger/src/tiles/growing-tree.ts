import { HASH } from '../merkle/hashing.js';
import { hashesAt, type ReadTile, rootOf, type Tile, WIDTH, rangeHashIn } from './tiles.js';

const LEVELS = 7;

/** The tile at the end of a level, while it grows. */
class Edge {
  readonly #hashes = Buffer.alloc(WIDTH * HASH);

  constructor(
    readonly level: number,
    private count: number,
    known: Uint8Array | undefined,
  ) {
    const width = (count % WIDTH) * HASH;
    if (width === 0) return;
    if (!known || known.length < width) throw new RangeError(`A tile of level ${level} is gone.`);
    this.#hashes.set(known.subarray(0, width));
  }

  /** Adds a hash; returns the tile as it is now. */
  push(hash: Uint8Array): Tile {
    const index = Math.floor(this.count / WIDTH);
    const at = this.count % WIDTH;
    this.#hashes.set(hash, at * HASH);
    this.count++;
    return { level: this.level, index, hashes: this.#hashes.subarray(0, (at + 1) * HASH) };
  }
}

/**
 * A tree to which leaves are added: only the last tile of each level is in memory. Adding a leaf
 * costs one hash on average, and one for each level at most once in 256.
 */
export class GrowingTree {
  readonly #changed = new Map<string, Tile>();

  private constructor(
    private readonly read: ReadTile,
    private readonly edges: readonly Edge[],
    private count: number,
  ) {}

  static async open(read: ReadTile, size: number): Promise<GrowingTree> {
    const levels = Array.from({ length: LEVELS }, (_, level) => level);
    const edges = levels.map(async (level) => {
      const count = hashesAt(level, size);
      const known = count % WIDTH ? await read(level, Math.floor(count / WIDTH)) : undefined;
      return new Edge(level, count, known);
    });
    return new GrowingTree(read, await Promise.all(edges), size);
  }

  get size(): number {
    return this.count;
  }

  append(leaf: Uint8Array): void {
    this.count++;
    this.#push(0, leaf);
  }

  root(): Promise<Uint8Array> {
    return rangeHashIn(async (level, index) => {
      const changed = this.#changed.get(`${level}/${index}`);
      return changed?.hashes ?? this.read(level, index);
    })(0, this.count);
  }

  /** The tiles that have grown since it was opened, as they are now. */
  changed(): readonly Tile[] {
    return [...this.#changed.values()];
  }

  #push(level: number, hash: Uint8Array) {
    const tile = this.edges[level]!.push(hash);
    const isFull = tile.hashes.length === WIDTH * HASH;
    const kept = isFull ? { ...tile, hashes: Buffer.from(tile.hashes) } : tile;
    this.#changed.set(`${level}/${tile.index}`, kept);
    if (isFull) this.#push(level + 1, rootOf(kept.hashes));
  }
}
