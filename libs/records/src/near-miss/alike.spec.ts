import { describe, expect, it } from '@jest/globals';
import { settings } from '../record/record.fixture.js';
import type { Value } from '../record/value.events.js';
import { alikeIn } from './alike.rules.js';

const isAlike = alikeIn(settings);
type Row = readonly [field: string, one: Value, other: Value];
const home = { street: 'Hauptstraße', houseNumber: '10', city: 'Berlin' };

const same: readonly Row[] = [
  ['address', home, { ...home, street: 'Hauptstr.' }],
  ['address', { ...home, houseNumber: '10 bis' }, { ...home, houseNumber: '10bis' }],
  ['address', home, { street: 'Hauptstrasse', houseNumber: '10' }],
  [
    'address',
    { street: 'شارع النيل', houseNumber: '30' },
    { street: 'ش النيل', houseNumber: '30' },
  ],
  ['address', { street: 'Hauptstr. 10' }, { street: 'Hauptstraße', houseNumber: '10' }],
  ['address', { street: 'PO Box 12' }, { street: 'P.O. Box 12' }],
  ['name', 'Jörg Müller', 'Joerg Mueller'],
  ['name', 'أحمد علي', 'احمد علي'],
  ['name', 'Hassan, Salma', 'Salma Hassan'],
  ['email', 'anna.b@example.org', 'Anna.B@example.org'],
  ['telephone', '+201001234567', '+20 100 123 4567'],
  ['customer-number', 'AB-12', 'ab12'],
  ['customer-number', 'AB-12', 'AB – 12'],
  ['date-of-birth', '1990-03-07', '1990-03-07'],
  ['language', 'de-DE', 'de-de'],
  ['no-such-field', 'a', 'a'],
];

const different: readonly Row[] = [
  ['email', 'anna_b@example.org', 'anna.b@example.org'],
  ['email', 'anna-b@example.org', 'annab@example.org'],
  ['email', 'müller@example.org', 'mueller@example.org'],
  ['email', 'anna+desk@example.org', 'anna@example.org'],
  ['customer-number', '12-3', '1-23'],
  ['customer-number', 'AB_12', 'AB.12'],
  ['customer-number', '4711', '4712'],
  ['customer-number', '0815', '815'],
  ['customer-number', 'MUE1', 'MU1'],
  ['address', home, { ...home, houseNumber: '30' }],
  ['address', home, { ...home, houseNumber: '10A' }],
  ['address', { street: 'Hauptstr. 30' }, home],
  ['address', { street: 'Hauptstraße' }, home],
  ['address', { street: 'PO Box 12' }, { street: 'PO Box 13' }],
  ['address', { ...home, street: 'شارع النيل' }, { ...home, street: 'شارع الهرم' }],
  ['name', 'سلمى حسن', 'سلمى حسين'],
  ['name', 'Anna', 'Anne'],
  ['telephone', '+201001234567', '+201001234568'],
  ['telephone', '+4930123456;ext=12', '+4930123456;ext=13'],
  ['telephone', '+353871234567', '353871234567'],
  ['no-such-field', 'a', 'A'],
];

describe('two values of a field', () => {
  it.each(same)('(%s) say the same: %j and %j', (field, one, other) => {
    expect(isAlike(field, one, other)).toBe(true);
    expect(isAlike(field, other, one)).toBe(true);
  });

  it.each(different)('(%s) differ: %j and %j', (field, one, other) => {
    expect(isAlike(field, one, other)).toBe(false);
    expect(isAlike(field, other, one)).toBe(false);
  });
});
