import { describe, expect, it } from '@jest/globals';
import type { FieldKind } from '../record/record.settings.js';
import type { Said } from '../record/value.events.js';
import { readersFor } from './fields.mapping.js';

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
  ['language', 'ar_eg', 'ar-EG'],
  ['language', 'iw', 'he'],
  ['date', '1990-02-28', '1990-02-28'],
  ['date', '١٩٩٠-٠٢-٢٨', '1990-02-28'],
  ['address', { ...home, houseNumber: '٣٠ a' }, { ...home, houseNumber: '30A' }],
];

const notUnderstood: readonly (readonly [FieldKind, Said])[] = [
  ['text', ' '],
  ['telephone', '12'],
  ['telephone', 'call me'],
  ['email', 'salma@'],
  ['language', 'not a language'],
  ['date', '1990-02-30'],
  ['date', '28.02.1990'],
  ['address', 'Nile Street 10'],
  ['address', { street: 'Nile Street' }],
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

  it('lets somebody correct a house number without saying the street again', () =>
    expect(read.address({ houseNumber: '٣٠' }, home)).toEqual({ ...home, houseNumber: '30' }));

  it('reads what it has read once more as the same', () => {
    for (const [kind, said] of understood) {
      const value = read[kind](said, undefined)!;
      expect(read[kind](value, undefined)).toEqual(value);
    }
  });
});
