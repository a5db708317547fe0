import { describe, expect, it } from '@jest/globals';
import { saidByUser } from './user.mapping.js';

const addressFrom = (streetAddress: string) =>
  saidByUser({ addresses: [{ streetAddress }] })['address'];

describe('the line of street and house number', () => {
  it.each([
    ['10 Nile Street', { street: 'Nile Street', houseNumber: '10' }],
    ['10 A, Nile Street', { street: 'Nile Street', houseNumber: '10 A' }],
    ['Hauptstraße 12b', { street: 'Hauptstraße', houseNumber: '12b' }],
    ['Hauptstraße, Hof 2 , 12 b', { street: 'Hauptstraße, Hof 2', houseNumber: '12 b' }],
    ['شارع النيل ١٠', { street: 'شارع النيل', houseNumber: '١٠' }],
    ['12', ''],
    ['Nile Street', ''],
    ['10 Nile Street\nFlat 3, left', ''],
  ])('is read where the number stands apart: %j', (line, address) => {
    expect(addressFrom(line)).toEqual(address);
  });

  it.each([
    `a${' '.repeat(100_000)}b`,
    `1${' '.repeat(100_000)}\n`,
    `a${' 1'.repeat(50_000)}-`,
    '1'.repeat(100_000),
  ])('takes no longer than it is long', (line) => {
    const started = performance.now();
    addressFrom(line);
    // The square of it would take tens of seconds.
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
