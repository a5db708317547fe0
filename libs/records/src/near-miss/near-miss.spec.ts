import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { comparable } from '#eventing';

import { distance, FARTHEST, LONGEST } from './distance.rules.js';
import { compare, type Comparable, type ComparedKind } from './near-miss.rules.js';
import type { Verdict } from './near-miss.settings.js';

type Row = readonly [stored: Comparable, said: Comparable, verdict: Verdict];
type Chapter = { readonly why: string; readonly kind: ComparedKind; readonly rows: readonly Row[] };

const chapters = JSON.parse(
  readFileSync(new URL('./cases.json', import.meta.url), 'utf8'),
) as readonly Chapter[];

const shown = (value: Comparable) => JSON.stringify(value);

describe.each(chapters)('$why', ({ kind, rows }) => {
  it.each(rows.map(([a, b, verdict]) => [shown(a), shown(b), verdict] as const))(
    '%s and %s: %s',
    (stored, said, verdict) => {
      const [a, b] = [JSON.parse(stored) as Comparable, JSON.parse(said) as Comparable];
      expect(compare(kind, a, b)).toBe(verdict);
      expect(compare(kind, b, a)).toBe(verdict);
    },
  );
});

it('has two hundred cases and more', () =>
  expect(chapters.flatMap(({ rows }) => rows).length).toBeGreaterThan(200));

const kinds = [
  'text',
  'name',
  'address',
  'telephone',
  'email',
  'date',
  'language',
  'code',
] as const satisfies readonly ComparedKind[];
const anyKind = fc.constantFrom(...kinds);
const written = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.stringMatching(/^[a-zäöüßéа-яا-ي0-9٠-٩ .,'-]{0,40}$/u),
);
const street = fc.constantFrom('High Street', 'Hauptstr.', 'rue de la Paix', 'ул. Ленина', 'ش فهد');
const houseNumber = fc
  .tuple(fc.integer({ min: 1, max: 9999 }), fc.constantFrom('', '', '', 'a', 'b', 'c'))
  .map(([number, letter]) => `${number}${letter}`);
const digits = fc.constantFrom('0123456789', '٠١٢٣٤٥٦٧٨٩', '۰۱۲۳۴۵۶۷۸۹');
const inDigits = (text: string, all: string) =>
  text.replace(/\d/gu, (digit) => all[Number(digit)]!);

describe('comparing', () => {
  it('does not depend on which of the two is stored', () =>
    fc.assert(
      fc.property(anyKind, written, written, (kind, a, b) => {
        expect(compare(kind, a, b)).toBe(compare(kind, b, a));
      }),
      { numRuns: 2000 },
    ));

  it('finds whatever holds a letter or a digit to match itself', () =>
    fc.assert(
      fc.property(fc.constantFrom('text', 'name', 'address'), written, (kind, text) => {
        fc.pre(comparable(text) !== '');
        expect(compare(kind, text, text)).toBe('match');
      }),
      { numRuns: 2000 },
    ));

  it('never matches different house numbers', () =>
    fc.assert(
      fc.property(street, houseNumber, houseNumber, digits, (name, one, other, script) => {
        fc.pre(one !== other);
        const [a, b] = [`${name} ${one}`, `${name} ${inDigits(other, script)}`];
        expect(compare('address', a, b)).not.toBe('match');
        expect(compare('address', `${one}, ${name}`, b)).not.toBe('match');
        expect(
          compare(
            'address',
            { street: name, houseNumber: one },
            { street: name, houseNumber: inDigits(other, script) },
          ),
        ).not.toBe('match');
      }),
      { numRuns: 3000 },
    ));

  it('matches the same house number in any digits', () =>
    fc.assert(
      fc.property(street, houseNumber, digits, (name, number, script) => {
        const said = `${name} ${inDigits(number, script)}`;
        expect(compare('address', `${name} ${number}`, said)).toBe('match');
      }),
    ));

  it('matches nothing with nothing', () => {
    for (const kind of kinds) expect(compare(kind, '', '')).toBe('mismatch');
  });

  it('stands a text of a hundred thousand characters', () => {
    const long = 'Hauptstraße 10, '.repeat(6000);
    for (const kind of kinds)
      expect(['match', 'near', 'mismatch']).toContain(compare(kind, long, `${long}x`));
  });
});

/** The textbook's table, without a band. */
const plainDistance = (a: string, b: string): number => {
  const rows = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (__, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const turned = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      rows[i]![j] = Math.min(
        rows[i - 1]![j]! + 1,
        rows[i]![j - 1]! + 1,
        rows[i - 1]![j - 1]! + cost,
        turned ? rows[i - 2]![j - 2]! + 1 : Infinity,
      );
    }
  return rows[a.length]![b.length]!;
};

describe('the distance', () => {
  it.each([
    ['', '', 0],
    ['10', '30', 1],
    ['12', '21', 1],
    ['ca', 'abc', 3],
    ['abc', 'abc', 0],
    ['', 'abc', 3],
    ['', 'abcd', 4],
  ])('from %j to %j is %d', (a, b, steps) => expect(distance(a, b)).toBe(steps));

  it('is that of optimal string alignment, up to the farthest', () =>
    fc.assert(
      fc.property(fc.stringMatching(/^[abc]{0,9}$/), fc.stringMatching(/^[abc]{0,9}$/), (a, b) => {
        expect(distance(a, b)).toBe(Math.min(plainDistance(a, b), FARTHEST + 1));
      }),
      { numRuns: 3000 },
    ));

  it('counts a character beyond the basic plane as one', () => expect(distance('𝒂', '𝒃')).toBe(1));

  it('finds a text beyond the longest equal or far', () => {
    const long = 'a'.repeat(LONGEST + 1);
    expect([distance(long, long), distance(long, `${long}b`)]).toEqual([0, FARTHEST + 1]);
  });
});
