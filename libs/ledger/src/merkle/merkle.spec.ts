import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { leafHash } from '#eventing';

import { GrowingTree } from '../tiles/growing-tree.js';
import { rangeHashIn } from '../tiles/tiles.js';
import { EMPTY_ROOT } from './hashing.js';
import { consistencyProof, inclusionProof, type Proof } from './proofs.js';
import { isConsistent, isIncluded } from './verify-proofs.js';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** The leaves and roots that implementations of Certificate Transparency are tested with. */
const inputs = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((text) => leafHash(Buffer.from(text, 'hex')));

const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** A tree of leaves, kept as tiles; in several sittings. */
const treeOf = async (leaves: readonly Uint8Array[], sittings = 1) => {
  const kept = new Map<string, Uint8Array>();
  const read = async (level: number, index: number) => kept.get(`${level}/${index}`);
  const each = Math.max(1, Math.ceil(leaves.length / sittings));
  for (let from = 0; from < leaves.length; from += each) {
    const tree = await GrowingTree.open(read, from);
    for (const leaf of leaves.slice(from, from + each)) tree.append(leaf);
    for (const { level, index, hashes } of tree.changed())
      kept.set(`${level}/${index}`, Uint8Array.from(hashes));
  }
  return rangeHashIn(read);
};

const manyLeaves = Array.from({ length: 70_000 }, (_, index) => leafHash(Buffer.from(`${index}`)));

const spoilt = (proof: Proof, at: number): Proof =>
  proof.map((hash, index) => {
    const copy = Uint8Array.from(hash);
    if (index === Math.floor(at / 256) % proof.length) copy[at % 32]! ^= 1 << (at % 8);
    return copy;
  });

describe('the Merkle tree of RFC 6962', () => {
  it('has the published roots', async () => {
    for (const [index, root] of roots.entries()) {
      const rangeHash = await treeOf(inputs.slice(0, index + 1));
      expect(hex(await rangeHash(0, index + 1))).toBe(root);
    }
    expect(hex(EMPTY_ROOT)).toMatch(/^e3b0c44298fc1c14/);
  });

  it('has the published proofs', async () => {
    const rangeHash = await treeOf(inputs);
    expect((await inclusionProof(rangeHash, 5, 8)).map(hex)).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    expect((await consistencyProof(rangeHash, 6, 8)).map(hex)).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });

  it('is the same in one sitting and in many', async () => {
    const [once, often] = await Promise.all([treeOf(manyLeaves), treeOf(manyLeaves, 91)]);
    for (const size of [1, 255, 256, 257, 65_535, 65_536, 65_537, 70_000])
      expect(hex(await often(0, size))).toBe(hex(await once(0, size)));
  });

  it('proves every leaf, and no proof that was altered holds', async () => {
    const rangeHash = await treeOf(manyLeaves);
    const sizes = fc.oneof(fc.integer({ min: 1, max: 70_000 }), fc.integer({ min: 1, max: 300 }));
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), fc.nat(), async (size, any, at) => {
        const index = any % size;
        const root = await rangeHash(0, size);
        const claim = { leaf: manyLeaves[index]!, index, size, root };
        const proof = await inclusionProof(rangeHash, index, size);
        expect(isIncluded(proof, claim)).toBe(true);
        expect(isIncluded([...proof, root], claim)).toBe(false);
        expect(isIncluded(proof, { ...claim, leaf: leafHash(Buffer.from('x')) })).toBe(false);
        if (size === 1) return;
        expect(isIncluded(spoilt(proof, at), claim)).toBe(false);
        expect(isIncluded(proof.slice(1), claim)).toBe(false);
        expect(isIncluded(proof, { ...claim, index: (index + 1) % size })).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('proves that it only grew, and no proof that was altered holds', async () => {
    const rangeHash = await treeOf(manyLeaves);
    const sizes = fc.oneof(fc.integer({ min: 2, max: 70_000 }), fc.integer({ min: 2, max: 300 }));
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat(), fc.nat(), async (size, any, at) => {
        const before = 1 + (any % (size - 1));
        const older = { size: before, root: await rangeHash(0, before) };
        const newer = { size, root: await rangeHash(0, size) };
        const proof = await consistencyProof(rangeHash, before, size);
        expect(isConsistent(proof, older, newer)).toBe(true);
        expect(isConsistent([...proof, newer.root], older, newer)).toBe(false);
        expect(isConsistent(proof.slice(1), older, newer)).toBe(false);
        expect(isConsistent(spoilt(proof, at), older, newer)).toBe(false);
        expect(isConsistent(proof, { ...older, root: newer.root }, newer)).toBe(false);
        expect(isConsistent(proof, older, { ...newer, root: older.root })).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});
