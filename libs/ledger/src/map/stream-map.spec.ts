import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { leafHash } from '#eventing';

import {
  MapDraft,
  mapKeyOf,
  type MapNode,
  mapProof,
  mapRootOf,
  NOTHING,
  streamHeadIn,
} from './stream-map.js';

const leafOf = (stream: string, revision: number) => ({
  key: mapKeyOf(stream),
  revision,
  head: leafHash(Buffer.from(`${stream}/${revision}`)),
});

const keyed = () => {
  const nodes = new Map<string, MapNode>();
  const read = async (path: string) => nodes.get(path);
  const readAll = async (paths: readonly string[]) =>
    new Map([...nodes].filter(([path]) => paths.includes(path)));
  return {
    read,
    put: async (...leaves: readonly ReturnType<typeof leafOf>[]) => {
      const draft = new MapDraft(readAll);
      const root = await draft.put(leaves);
      for (const [path, node] of draft.changed) nodes.set(path, node);
      return root;
    },
  };
};

const streams = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 6 }), {
  minLength: 1,
  maxLength: 60,
});

describe('the map of streams', () => {
  it('says of an empty log that no stream is there', async () => {
    const { read, put } = keyed();
    const root = await put();
    expect(root).toEqual(NOTHING);
    const key = mapKeyOf('ticket-acme-1');
    expect(streamHeadIn(await mapProof(read, key), key, root)).toBe('absent');
  });

  it('says where each stream ends, and which are not there', async () => {
    await fc.assert(
      fc.asyncProperty(streams, fc.string({ minLength: 7 }), async (names, absent) => {
        const { read, put } = keyed();
        await put(...names.map((name) => leafOf(name, 0)));
        const root = await put(...names.slice(1).map((name) => leafOf(name, 1)));
        for (const [at, name] of names.entries()) {
          const proof = await mapProof(read, mapKeyOf(name));
          const own = leafOf(name, at === 0 ? 0 : 1);
          expect(streamHeadIn(proof, own.key, root)).toEqual(own);
        }
        const key = mapKeyOf(absent);
        expect(streamHeadIn(await mapProof(read, key), key, root)).toBe('absent');
      }),
    );
  });

  it('has one root for what is in it, whatever the order', async () => {
    await fc.assert(
      fc.asyncProperty(streams, async (names) => {
        const leaves = names.map((name) => leafOf(name, 3));
        const [atOnce, oneByOne] = [keyed(), keyed()];
        const root = await atOnce.put(...leaves);
        let other: Uint8Array = NOTHING;
        for (const leaf of leaves.toReversed()) other = await oneByOne.put(leaf);
        expect(Buffer.from(other)).toEqual(Buffer.from(root));
      }),
    );
  });

  it('lets nobody shorten a stream, or deny one', async () => {
    const { read, put } = keyed();
    const names = Array.from({ length: 50 }, (_, index) => `ticket-acme-${index}`);
    const root = await put(...names.map((name) => leafOf(name, 5)));
    for (const name of names) {
      const { key } = leafOf(name, 5);
      const proof = await mapProof(read, key);
      const shorter = { ...proof, leaf: leafOf(name, 4) };
      expect(streamHeadIn(shorter, key, root)).toBeUndefined();
      const { leaf: _, ...denied } = proof;
      expect(streamHeadIn(denied, key, root)).toBeUndefined();
      const [other] = names.filter((one) => one !== name);
      const borrowed = await mapProof(read, mapKeyOf(other!));
      expect(streamHeadIn(borrowed, key, root)).not.toBe('absent');
      expect(mapRootOf(proof, key)).toEqual(root);
    }
  });
});
