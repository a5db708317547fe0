import { describe, expect, it } from '@jest/globals';
import type { Address } from '../record/value.events.js';
import { address, addressFault } from './address.mapping.js';

const read = address({ country: 'EG' });
const home: Address = {
  street: 'Nile Street',
  houseNumber: '10',
  unit: '3',
  city: 'Cairo',
  country: 'EG',
};

describe('reading an address without a house number', () => {
  it.each([
    [{ street: 'PO Box 12', city: 'Leeds', country: 'GB' }],
    [{ street: 'Postfach 10 20 30', postalCode: '10115', city: 'Berlin', country: 'DE' }],
    [{ street: 'ص.ب 123', city: 'القاهرة', country: 'EG' }],
    [{ street: 'Rose Cottage, Mill Lane', city: 'Ely', country: 'GB' }],
    [{ street: '10 bis rue de la Paix', country: 'FR' }],
    [{ street: 'Mill Lane', houseNumber: 'Rose Cottage', country: 'GB' }],
  ])('takes %j as it is', (said) => expect(read(said, undefined)).toEqual(said));

  it('lets a post box take the place of a street with its number', () =>
    expect(read({ street: 'ص.ب 123' }, home)).toEqual({
      street: 'ص.ب 123',
      city: 'Cairo',
      country: 'EG',
    }));

  it('lets somebody say that there is no such part', () =>
    expect(read({ street: 'Rose Cottage', houseNumber: '', unit: '' }, home)).toEqual({
      street: 'Rose Cottage',
      city: 'Cairo',
      country: 'EG',
    }));

  it('does not put a number beside a line that may have one already', () => {
    const line: Address = { street: '10 Nile Street' };
    expect(read({ houseNumber: '30' }, line)).toBeUndefined();
    expect(addressFault({ houseNumber: '30' }, line)).toBe('incomplete-address');
    expect(read({ city: 'Giza' }, line)).toEqual({ ...line, city: 'Giza' });
    expect(read({ street: 'Nile Street', houseNumber: '30' }, line)).toEqual({
      street: 'Nile Street',
      houseNumber: '30',
    });
  });

  it('needs a street or a post box', () => {
    expect(read({ city: 'Cairo' }, undefined)).toBeUndefined();
    expect(read({ street: '', houseNumber: '30' }, home)).toBeUndefined();
    expect(addressFault({ houseNumber: '30' }, undefined)).toBe('incomplete-address');
  });
});

describe('reading a country', () => {
  it.each([
    ['UK', 'GB'],
    ['uk', 'GB'],
    ['United Kingdom', 'GB'],
    ['Great Britain', 'GB'],
    ['USA', 'US'],
    ['Deutschland', 'DE'],
    ['Côte d’Ivoire', 'CI'],
    ['cote d ivoire', 'CI'],
    ['DD', 'DE'],
    ['مصر', 'EG'],
    ['السعودية', 'SA'],
    ['المملكة المتحدة', 'GB'],
    ['gb', 'GB'],
  ])('takes %s for %s', (country, code) =>
    expect(read({ ...home, country }, undefined)).toEqual({ ...home, country: code }),
  );

  it.each(['XX', 'Narnia', 'ZZ', '12', 'constructor', 'أطلانطس'])(
    'says that %s is none',
    (country) => {
      expect(read({ ...home, country }, undefined)).toBeUndefined();
      expect(addressFault({ ...home, country }, undefined)).toBe('unknown-country');
    },
  );
});
