import { describe, expect, it } from '@jest/globals';
import type { FieldKind } from '../record/record.settings.js';
import type { Said } from '../record/value.events.js';
import { readersFor } from './fields.mapping.js';
import { isOneNumber, isReachable } from './telephone.mapping.js';

const read = readersFor({ country: 'EG' });
const home = {
  street: 'Nile Street',
  houseNumber: '10',
  postalCode: '11511',
  city: 'Cairo',
  country: 'EG',
};

const understood: readonly (readonly [FieldKind, Said, unknown])[] = [
  ['text', '  4711  ', '4711'],
  ['text', '٤٧١١', '4711'],
  ['name', 'Mari\u0301a  López', 'María López'],
  ['name', 'سلمى حسن', 'سلمى حسن'],
  ['telephone', '+34 612 34 56 78', '+34612345678'],
  ['telephone', '٠١٠ ٠١٢٣ ٤٥٦٧', '+201001234567'],
  ['telephone', '010 0123 4567', '+201001234567'],
  ['email', 'Salma@Example.COM', 'Salma@example.com'],
  ['telephone', '+49 30 123456 ext. 12', '+4930123456;ext=12'],
  ['telephone', 'tel:+49-30-123456;ext=12', '+4930123456;ext=12'],
  ['telephone', '+49 30 123456, Durchwahl 12', '+4930123456;ext=12'],
  ['telephone', '+٢٠ ٢ ٢٧٩٢٢٠٠٠ تحويلة ١٢', '+20227922000;ext=12'],
  ['telephone', '\u202a+20 100\u200b 123 4567\u202c', '+201001234567'],
  ['telephone', '201001234567', '+201001234567'],
  ['email', '\u200bsalma\ufe0d@example.org\u200f', 'salma@example.org'],
  ['name', 'نرم\u200cافزار', 'نرم\u200cافزار'],
  ['language', 'ar_eg', 'ar-EG'],
  ['language', 'iw', 'he'],
  ['date', '1990-02-28', '1990-02-28'],
  ['date', '١٩٩٠-٠٢-٢٨', '1990-02-28'],
  ['address', { ...home, houseNumber: '٣٠ a' }, { ...home, houseNumber: '30A' }],
];

const notUnderstood: readonly (readonly [FieldKind, Said])[] = [
  ['text', ' '],
  ['text', '\u200b\u3164'],
  ['name', '\u200f \u2800\u115f\ufe0d'],
  ['name', '\u00a0\u3000'],
  ['telephone', '12'],
  ['telephone', 'call me'],
  ['email', 'salma@'],
  ['language', 'not a language'],
  ['date', '1990-02-30'],
  ['date', '28.02.1990'],
  ['address', 'Nile Street 10'],
  ['address', { city: 'Cairo', houseNumber: '10' }],
  ['address', { ...home, country: 'XX' }],
  ['address', { ...home, country: 'DE', postalCode: 'ABCDE' }],
  ['address', { ...home, city: ' ' }],
];

describe('reading what somebody said', () => {
  it.each(understood)('keeps a %s %j in one form', (kind, said, value) =>
    expect(read[kind](said, undefined)).toEqual(value),
  );

  it.each(notUnderstood)('does not take a %s for granted: %j', (kind, said) =>
    expect(read[kind](said, undefined)).toBeUndefined(),
  );

  it.each([
    ['DE', '353871234567'],
    ['DE', '353 87 123 4567'],
    ['EG', '٣٥٣٨٧١٢٣٤٥٦٧'],
    ['CN', '15012345678'],
  ])(
    'makes nobody of %s a stranger: %s can be read two ways, and stays as told',
    (country, said) => {
      const { telephone } = readersFor({ country });
      const told = telephone(said, undefined) as string;
      expect(told).toMatch(/^(?:353871234567|15012345678)$/);
      expect(telephone(told, undefined)).toBe(told);
      expect([isOneNumber(told), isReachable(told)]).toEqual([false, false]);
    },
  );

  it.each([
    ['DE', '030 123456', '+4930123456'],
    ['DE', '4930123456', '+4930123456'],
    ['DE', '00353871234567', '+353871234567'],
    ['DE', '+353 87 123 4567', '+353871234567'],
    ['US', '(432) 555-1234', '+14325551234'],
    ['US', '415 555 2671', '+14155552671'],
    ['DK', '20123456', '+4520123456'],
  ])('reads a number of %s in the one way that there is: %s', (country, said, value) => {
    expect(readersFor({ country }).telephone(said, undefined)).toBe(value);
    expect(isReachable(value)).toBe(true);
  });

  it('lets somebody correct a house number without saying the street again', () =>
    expect(read.address({ houseNumber: '٣٠' }, home)).toEqual({ ...home, houseNumber: '30' }));

  it('reads what it has read once more as the same', () => {
    for (const [kind, said] of understood) {
      const value = read[kind](said, undefined)!;
      expect(read[kind](value, undefined)).toEqual(value);
    }
  });
});
