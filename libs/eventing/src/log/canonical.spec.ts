import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { canonical, leafHash, NotCanonical } from './canonical.js';

interface Vectors {
  readonly canonical: readonly { name: string; json: string; canonical: string }[];
  readonly leaves: readonly { name: string; hex: string; sha256: string }[];
}

const vectors = JSON.parse(
  readFileSync(new URL('canonical.vectors.json', import.meta.url), 'utf8'),
) as Vectors;

describe('the canonical form of a value', () => {
  it.each(vectors.canonical)('$name', ({ json, canonical: expected }) => {
    expect(canonical(JSON.parse(json))).toBe(expected);
  });

  it('leaves out members that are undefined, as JSON does', () => {
    expect(canonical({ a: undefined, b: 1, c: { d: undefined } })).toBe('{"b":1,"c":{}}');
  });

  it.each([
    ['NaN', Number.NaN],
    ['infinity', Infinity],
    ['minus infinity', [-Infinity]],
    ['the first half of a character', 'a\ud83d'],
    ['the second half of a character', '\ude00a'],
    ['halves in the wrong order', '\ude00\ud83d'],
    ['half a character in a key', { '\ud83d': 1 }],
    ['undefined', undefined],
    ['undefined in a list', [undefined]],
    // oxlint-disable-next-line no-sparse-arrays -- the hole is what is tested
    ['a hole in a list', [1, , 2]],
    ['a function', () => 1],
    ['a symbol', Symbol('a')],
    ['a big integer', 1n],
    ['a date', { at: new Date(0) }],
    ['bytes', Buffer.of(1)],
  ])('does not exist for %s', (_, value) => {
    expect(() => canonical(value)).toThrow(NotCanonical);
  });

  it('is read back as the same value, whatever the value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('is the canonical form of itself, and the same for every order of keys', () => {
    const words = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue());
    fc.assert(
      fc.property(words, (value) => {
        const text = canonical(value);
        const reversed = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonical(JSON.parse(text))).toBe(text);
        expect(canonical(reversed)).toBe(text);
      }),
    );
  });

  it('exists for every text that is well formed, and for no other', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, broken) => {
        const value = broken ? `${text}\ud800 ` : text;
        if (value.isWellFormed()) expect(JSON.parse(canonical(value))).toBe(value);
        else expect(() => canonical(value)).toThrow(NotCanonical);
      }),
    );
  });
});

describe('the leaf hash', () => {
  it.each(vectors.leaves)('$name', ({ hex, sha256 }) => {
    expect(leafHash(Buffer.from(hex, 'hex')).toString('hex')).toBe(sha256);
  });
});
