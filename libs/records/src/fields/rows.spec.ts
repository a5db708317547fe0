import { describe, expect, it } from '@jest/globals';
import { importOf, type Mapping, plainMapping } from './rows.mapping.js';

const mapping: Mapping = {
  system: 'crm',
  customer: 'KUNDE',
  row: 'NR',
  clerk: 'ERFASST_VON',
  form: 'FORMULAR',
  since: 'SEIT',
  fields: { NAME: 'name', STR: 'address.street', HNR: 'address.houseNumber', TEL: 'telephone' },
};
const row = { KUNDE: 'salma', NR: '4711', NAME: 'Salma Hassan', STR: 'Nile Street', HNR: '10' };

describe('reading a row of another system', () => {
  it('makes one address of its columns, and keeps who typed it', () =>
    expect(
      importOf({ ...row, ERFASST_VON: 'Kim Wood', SEIT: '2024-03-01T00:00:00Z' }, mapping),
    ).toEqual({
      customer: 'salma',
      system: 'crm',
      row: '4711',
      fields: { name: 'Salma Hassan', address: { street: 'Nile Street', houseNumber: '10' } },
      since: '2024-03-01T00:00:00Z',
      origin: { clerk: 'Kim Wood' },
    }));

  it('says nothing of a column that is not there, and takes back what is empty', () =>
    expect(importOf({ ...row, STR: '', HNR: ' ', TEL: '' }, mapping).fields).toEqual({
      name: 'Salma Hassan',
      address: '',
      telephone: '',
    }));

  it('takes a line break or a tab in a cell for a space', () =>
    expect(
      importOf({ ...row, NAME: 'Salma\r\nHassan', STR: 'شارع\tالنيل\n', NR: '47\n11' }, mapping),
    ).toMatchObject({
      row: '47 11',
      fields: { name: 'Salma Hassan', address: { street: 'شارع النيل', houseNumber: '10' } },
    }));

  it('cannot be done without knowing whose row it is', () => {
    expect(() => importOf({ ...row, KUNDE: ' ' }, mapping)).toThrow('Column KUNDE is empty.');
    expect(() => importOf({ KUNDE: 'salma' }, mapping)).toThrow('Column NR is empty.');
  });

  it('needs no mapping where the columns are named as the fields are', () => {
    const columns = ['customer', 'clerk', 'name', 'address.street', 'address.houseNumber', 'shoe'];
    const plain = plainMapping('crm', columns, ['name', 'address']);
    const named = {
      customer: 'salma',
      clerk: 'Kim',
      name: 'Salma',
      'address.street': 'Nile Street',
    };
    expect(importOf(named, plain)).toEqual({
      customer: 'salma',
      system: 'crm',
      row: 'salma',
      fields: { name: 'Salma', address: { street: 'Nile Street' } },
      origin: { clerk: 'Kim' },
    });
  });
});
