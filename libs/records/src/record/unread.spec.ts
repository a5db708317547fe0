import { describe, it } from '@jest/globals';
import type { Happened } from './record.state.js';
import { asTyped, crm, idOf, imported, record, wrong } from './record.fixture.js';

const row = { customer: 'salma', system: 'crm', row: '4711', origin: { clerk: 'Kim Wood' } };
const tonight = { type: 'ImportRecord', data: { ...row, fields: { address: wrong } } } as const;
const by = { by: crm };
const again = { type: imported.type, data: imported.data } as never;

describe('a value that nobody can read', () => {
  const garbled = {
    type: 'ImportRecord',
    data: { ...row, fields: { address: 'Nile 10' } },
  } as const;
  const notRead: Happened = {
    type: 'RecordImported',
    data: { system: 'crm', row: '4711', origin: { clerk: 'Kim Wood' }, unread: ['address'] },
  };
  const doubted: Happened = {
    type: 'DiscrepancyOpened',
    data: {
      discrepancy: idOf(1),
      field: 'address',
      system: 'crm',
      claim: 'typed',
      theirs: 'typed',
      unread: true,
    },
  };

  it('keeps the last value where the new one cannot be read, and says why, once', () => {
    record
      .given(...asTyped)
      .when(garbled, by)
      .thenHappened(notRead, doubted);
    record
      .given(...asTyped, notRead, doubted)
      .when(garbled, by)
      .thenNothing();
  });

  it('settles that as soon as it can be read again', () =>
    record
      .given(...asTyped, notRead, doubted)
      .when(tonight, by)
      .thenHappened(again, {
        type: 'DiscrepancySettled',
        data: { discrepancy: idOf(1), field: 'address', system: 'crm', because: 'record-changed' },
      }));
});
