import { describe, expect, it } from '@jest/globals';
import { saidByUser } from './user.mapping.js';

const said = (address: object) => saidByUser({ addresses: [address] })['address'];

describe('what a directory says of an address', () => {
  it.each([
    '10 Nile Street',
    '10 bis rue de la Paix',
    '1e Kruisweg 36',
    '1 1/2 Main Street',
    '12/14 High Street',
    'Straße des 17. Juni 135',
    'شارع النيل ١٠',
    'Rose Cottage',
  ])('has its line whole, and no number guessed out of it: %s', (streetAddress) =>
    expect(said({ streetAddress })).toEqual({ street: streetAddress }),
  );

  it('has several lines as one', () =>
    expect(said({ streetAddress: ' Flat 3\r\n10  Nile Street\n\n', locality: 'Cairo' })).toEqual({
      street: 'Flat 3, 10 Nile Street',
      city: 'Cairo',
    }));

  it('is said even where it cannot be read, so that it takes nothing back', () => {
    expect(said({ locality: 'Cairo' })).toEqual({ city: 'Cairo' });
    expect(said({ formatted: '10 Nile Street, Cairo' })).toBe('10 Nile Street, Cairo');
  });

  it('is taken back where nothing is said', () => {
    expect(said({ type: 'home' })).toBe('');
    expect(saidByUser({})['address']).toBe('');
  });
});
