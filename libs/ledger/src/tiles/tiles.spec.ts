import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { leafHash } from '#eventing';

import { entryBundle, readEntryBundle } from './entry-bundle.js';
import { GrowingTree } from './growing-tree.js';
import { isInTree, readTilePath, tilePath } from './tile-path.js';

describe('the tiles of C2SP tlog-tiles', () => {
  it('are called as the specification calls them', () => {
    expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe('0/x001/x234/067');
    expect(tilePath({ level: 1, index: 0, width: 17 })).toBe('1/000.p/17');
    expect(readTilePath('entries/x001/x234/067.p/8')).toEqual({
      level: 'entries',
      index: 1_234_067,
      width: 8,
    });
  });

  it.each([
    '',
    '0',
    '0/',
    '0/1',
    '0/0001',
    '00/001',
    '64/000',
    '0/x000/001',
    '0/001/002',
    '0/x001',
    '-1/000',
    '0/000.p/0',
    '0/000.p/256',
    '0/000.p/01',
    '0/000.p/',
    '0/000.p/1.p/1',
    '0/../000',
    'entry/000',
    '0/000/',
    '0/x999/x999/x999/x999/x999/x999/999',
  ])('have one name each: %j is none', (path) => expect(readTilePath(path)).toBeUndefined());

  it('have a name that reads as it was written', () => {
    const level = fc.oneof(fc.constant('entries' as const), fc.integer({ min: 0, max: 63 }));
    const index = fc.nat({ max: 999_999_999_999 });
    fc.assert(
      fc.property(level, index, fc.integer({ min: 1, max: 256 }), (...[at, number, width]) => {
        const name = { level: at, index: number, width };
        expect(readTilePath(tilePath(name))).toEqual(name);
      }),
    );
  });

  it('are as many as the specification counts for 70,000 leaves', async () => {
    const tree = await GrowingTree.open(async () => undefined, 0);
    for (let index = 0; index < 70_000; index++) tree.append(leafHash(Buffer.from(`${index}`)));
    const widths = tree.changed().map(({ level, hashes }) => `${level}:${hashes.length / 32}`);
    const count = (text: string) => widths.filter((each) => each === text).length;
    expect([count('0:256'), count('0:112'), count('1:256'), count('1:17'), count('2:1')]).toEqual([
      273, 1, 1, 1, 1,
    ]);
    expect(widths).toHaveLength(277);
    expect(isInTree({ level: 1, index: 1, width: 17 }, 70_000)).toBe(true);
    expect(isInTree({ level: 1, index: 1, width: 18 }, 70_000)).toBe(false);
    expect(isInTree({ level: 'entries', index: 273, width: 113 }, 70_000)).toBe(false);
  });

  it('bundle entries behind their lengths, and notice one that was cut off', () => {
    const entries = [Buffer.from('one'), Buffer.alloc(0), Buffer.alloc(65_535, 7)];
    const bundle = entryBundle(entries);
    expect(bundle.subarray(0, 5)).toEqual(Buffer.from('\0\x03one'));
    expect(readEntryBundle(bundle)).toEqual(entries);
    expect(() => readEntryBundle(bundle.subarray(0, -1))).toThrow(RangeError);
  });
});
