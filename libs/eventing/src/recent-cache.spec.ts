import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { RecentCache } from './recent-cache.js';

const filled = (limit: number, keys: readonly string[]) => {
  const recent = new RecentCache<string>(limit);
  for (const key of keys) recent.set(key, key.toUpperCase());
  return recent;
};

const held = (recent: RecentCache<string>, keys: readonly string[]) =>
  keys.filter((key) => recent.get(key) !== undefined);

describe('what was used recently', () => {
  it('is found under its key', () => {
    expect(filled(4, ['a', 'b']).get('a')).toBe('A');
  });

  it('is nothing under a key that was never set', () => {
    expect(filled(4, ['a']).get('b')).toBeUndefined();
  });

  it('is the value that was set last', () => {
    const recent = filled(4, ['a']);
    recent.set('a', 'other');

    expect(recent.get('a')).toBe('other');
  });

  it('forgets what was used longest ago', () => {
    const recent = filled(4, ['a', 'b', 'c', 'd', 'e']);

    expect(recent.get('a')).toBeUndefined();
    expect(recent.get('e')).toBe('E');
  });

  it('keeps what is used again and again', () => {
    const recent = filled(4, ['a']);
    for (const key of ['b', 'c', 'd', 'e', 'f', 'g', 'h']) {
      recent.set(key, key);
      expect(recent.get('a')).toBe('A');
    }
  });

  it('does not bring back an older value when the newer one is forgotten', () => {
    const recent = filled(4, ['a', 'b', 'c']);
    recent.set('a', 'newer');
    for (const key of ['d', 'e']) recent.set(key, key);

    expect(['newer', undefined]).toContain(recent.get('a'));
  });

  it('is gone when it is deleted, in every generation', () => {
    const recent = filled(4, ['a', 'b', 'c']);
    recent.set('a', 'newer');
    recent.delete('a');

    expect(recent.get('a')).toBeUndefined();
  });

  it('is nothing after everything was cleared', () => {
    const recent = filled(4, ['a', 'b', 'c']);
    recent.clear();

    expect(held(recent, ['a', 'b', 'c'])).toEqual([]);
  });

  it('never holds more than the limit, and always the last half as many', () => {
    const key = fc.integer({ min: 0, max: 30 }).map(String);
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), fc.array(key), (limit, keys) => {
        const recent = filled(limit, keys);
        const last = [...new Set(keys.toReversed())].slice(0, Math.floor(limit / 2));
        expect(held(recent, last)).toEqual(last);
        expect(held(recent, [...new Set(keys)]).length).toBeLessThanOrEqual(limit);
      }),
    );
  });
});
