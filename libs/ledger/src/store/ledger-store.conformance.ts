import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { leafHash } from '#eventing';

import type { MapNode } from '../map/stream-map.js';
import type { Growth, LedgerStore } from './ledger-store.port.js';

const leaf = leafHash(Buffer.from('a'));
const other = leafHash(Buffer.from('b'));

const growth = (changes: Partial<Growth> = {}): Growth => ({
  tenant: 'acme',
  head: { size: 2, note: 'two' },
  leaves: [
    { index: 0, position: 7 },
    { index: 1, entry: Buffer.from('{"kind":"map-root"}') },
  ],
  tiles: [{ level: 0, index: 0, hashes: Buffer.concat([leaf, other]) }],
  nodes: new Map<string, MapNode>([
    ['', { hashes: leaf }],
    ['0', { hashes: other, leaf: { key: leaf, revision: 3, head: other } }],
  ]),
  keys: ['first'],
  ...changes,
});

const later = growth({
  head: { size: 3, note: 'three' },
  leaves: [{ index: 2, position: 9 }],
  tiles: [{ level: 0, index: 0, hashes: Buffer.concat([leaf, other, leaf]) }],
  nodes: new Map([['', { hashes: other }]]),
  keys: ['first', 'second'],
});

/** What every store of Merkle logs must do. */
export const ledgerStoreConformance = (
  name: string,
  open: () => Promise<{ store: LedgerStore; reopen(): Promise<LedgerStore>; end(): Promise<void> }>,
): void =>
  describe(`${name} as a store of Merkle logs`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    let store: LedgerStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(() => opened.end());

    it('is empty at first', async () => {
      expect(await store.position()).toBe(0);
      expect(await store.tenants()).toEqual([]);
      expect(await store.head('acme')).toBeUndefined();
      expect(await store.tile('acme', 0, 0)).toBeUndefined();
      expect(await store.node('acme', '')).toBeUndefined();
      expect(await store.leaves('acme', 0, 10)).toEqual([]);
      expect(await store.indexOf(7)).toBeUndefined();
      expect(await store.keys('acme')).toEqual([]);
    });

    it('answers with what was written, and after it was opened again', async () => {
      await store.write([growth()], 7);
      store = await opened.reopen();
      expect(await store.position()).toBe(7);
      expect(await store.head('acme')).toEqual({ size: 2, note: 'two' });
      const tile = await store.tile('acme', 0, 0);
      expect(Buffer.from(tile!)).toEqual(Buffer.concat([leaf, other]));
      const [event, entry] = await store.leaves('acme', 0, 10);
      expect(event).toEqual({ index: 0, position: 7 });
      expect(entry).toMatchObject({ index: 1 });
      expect(Buffer.from((entry as { entry: Uint8Array }).entry).toString()).toContain('map-root');
      expect(await store.indexOf(7)).toBe(0);
    });

    it('keeps inner nodes and leaves of the map', async () => {
      await store.write([growth()], 7);
      const root = await store.node('acme', '');
      expect(Buffer.from(root!.hashes)).toEqual(leaf);
      expect(root!.leaf).toBeUndefined();
      const node = await store.node('acme', '0');
      expect(node!.leaf!.revision).toBe(3);
      expect(Buffer.from(node!.leaf!.key)).toEqual(leaf);
      expect(Buffer.from(node!.leaf!.head)).toEqual(other);
    });

    it('reads many nodes at once, those that there are', async () => {
      await store.write([growth()], 7);
      const nodes = await store.nodes('acme', ['', '1', '0']);
      expect([...nodes.keys()].toSorted()).toEqual(['', '0']);
      expect(nodes.get('0')).toEqual(await store.node('acme', '0'));
      expect(nodes.get('')).toEqual(await store.node('acme', ''));
      expect((await store.nodes('bolt', ['', '0'])).size).toBe(0);
    });

    it('grows: heads, tiles and nodes are replaced, leaves are added', async () => {
      await store.write([growth()], 7);
      await store.write([later], 9);
      expect(await store.head('acme')).toEqual({ size: 3, note: 'three' });
      expect(await store.tile('acme', 0, 0)).toHaveLength(96);
      expect(Buffer.from((await store.node('acme', ''))!.hashes)).toEqual(other);
      expect((await store.leaves('acme', 1, 1)).map(({ index }) => index)).toEqual([1]);
      expect((await store.leaves('acme', 0, 10)).map(({ index }) => index)).toEqual([0, 1, 2]);
    });

    it('adds signatures to the head while it has that size, and to no other', async () => {
      await store.write([growth()], 7);
      const { size, note } = (await store.head('acme'))!;
      await store.cosign('acme', size, ' and a witness');
      expect(await store.head('acme')).toEqual({ size, note: `${note} and a witness` });
      await store.write([later], 9);
      await store.cosign('acme', size, ' too late');
      await store.cosign('nobody', size, ' nowhere');
      expect(await store.head('acme')).toEqual({ size: 3, note: 'three' });
      expect(await store.head('nobody')).toBeUndefined();
    });

    it('knows from which size to which a key has signed', async () => {
      await store.write([growth()], 7);
      await store.write([later], 9);
      expect(await store.keys('acme')).toEqual([
        { key: 'first', from: 2, to: 3 },
        { key: 'second', from: 3, to: 3 },
      ]);
    });

    it('keeps tenants apart', async () => {
      await store.write(
        [growth(), growth({ tenant: 'bolt', leaves: [{ index: 0, position: 8 }] })],
        8,
      );
      expect(await store.tenants()).toEqual(['acme', 'bolt']);
      expect(await store.leaves('bolt', 0, 10)).toEqual([{ index: 0, position: 8 }]);
      expect(await store.leaves('acme', 0, 10)).toHaveLength(2);
    });
  });
