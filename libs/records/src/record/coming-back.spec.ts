import { describe, it } from '@jest/globals';

import {
  ana,
  asCorrected,
  ben,
  clock,
  crm,
  disagrees,
  happened,
  idOf,
  opened,
  record,
  salma,
  tuesday,
} from './record.fixture.js';

const legalBasis = 'GDPR 17(1)(b)';
const keyNamed = (...keys: readonly string[]) => ({
  legalBasis,
  records: ['salma'],
  keys: keys.map((key) => ({ customer: 'salma', key })),
});
const erased = happened({ type: 'PersonalDataErased', data: keyNamed('first') });
const claim = {
  type: 'MakeClaim',
  data: { customer: 'salma', field: 'preferred-name', value: 'Sal' },
} as const;
const said = {
  claim: idOf(1),
  field: 'preferred-name',
  value: 'Sal',
  source: 'customer',
  assurance: 'authenticated',
  by: 'salma',
  channel: 'portal',
  validFrom: tuesday,
} as const;
const claimed = { type: 'ClaimMade', data: said } as const;
const erase = (...keys: readonly string[]) =>
  ({
    type: 'EraseRecord',
    data: { customer: 'salma', legalBasis, keys: keyNamed(...keys).keys },
  }) as const;

describe('a customer who was erased and comes back by themselves', () => {
  const before = [...asCorrected, disagrees, erased];

  it('begins anew: the record is opened again, and nothing of before counts', () =>
    record
      .given(...before)
      .when(claim, { by: salma })
      .thenHappened({ type: 'RecordOpened', data: { customer: 'salma' } }, claimed));

  it.each([
    ['by staff in their name', claim, { by: ana, onBehalfOf: 'salma' }],
    ['by staff', claim, { by: ben }],
    [
      'by another system',
      {
        type: 'ImportRecord',
        data: { customer: 'salma', system: 'crm', row: '1', fields: { name: 'Salma' } },
      },
      { by: crm },
    ],
    [
      'by a merge',
      {
        type: 'TakeOver',
        data: { customer: 'salma', from: 'twin', reason: 'Twice', records: ['twin'], claims: [] },
      },
      { by: clock },
    ],
  ] as const)('is not brought back %s', (_, command, who) =>
    record
      .given(...before)
      .when(command, who)
      .thenRefused('record.erased'),
  );

  it('is spoken of by staff again from then on', () =>
    record
      .given(...before, opened, happened(claimed))
      .when({ ...claim, data: { ...claim.data, value: 'Sal' } }, { by: ana })
      .thenNothing());

  it('is erased again, under the key that they were given since', () =>
    record
      .given(...before, opened, happened(claimed))
      .when(erase('first', 'second'), { by: salma })
      .thenHappened({ type: 'PersonalDataErased', data: keyNamed('second') }));

  it('is erased again when they only opened a ticket since', () =>
    record
      .given(...before)
      .when(erase('first', 'second'), { by: salma })
      .thenHappened({ type: 'PersonalDataErased', data: keyNamed('second') }));

  it('has nothing more to erase while every key of theirs was named', () =>
    record
      .given(...before)
      .when(erase('first'), { by: salma })
      .thenNothing());
});

describe('erasing a person whom a system contradicts', () => {
  it('settles it: nothing is left to contradict', () =>
    record
      .given(...asCorrected, disagrees)
      .when(erase('first'), { by: salma })
      .thenHappened(
        {
          type: 'DiscrepancySettled',
          data: {
            field: 'address',
            system: 'crm',
            discrepancy: 'discrepancy',
            because: 'erased',
          },
        },
        { type: 'PersonalDataErased', data: keyNamed('first') },
      ));
});
