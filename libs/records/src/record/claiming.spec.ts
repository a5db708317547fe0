import { describe, it } from '@jest/globals';
import {
  asCorrected,
  asTyped,
  corrected,
  crm,
  due,
  idOf,
  monday,
  omar,
  opened,
  record,
  right,
  salma,
  tuesday,
  wednesday,
  wrong,
} from './record.fixture.js';

const customer = 'salma';
const say = {
  type: 'MakeClaim',
  data: { customer, field: 'address', value: { houseNumber: '٣٠' } },
} as const;
const hers = { ...corrected, claim: idOf(1) };
const noticed = {
  type: 'RectificationNoticeDue',
  data: { notice: idOf(2), field: 'address', recipient: 'crm', claim: idOf(1), is: right },
} as const;
const defect = {
  type: 'RecordDefectFound',
  data: {
    defect: idOf(3),
    field: 'address',
    claim: 'typed',
    source: 'import:crm',
    by: 'crm',
    origin: { system: 'crm', row: '4711', clerk: 'Kim Wood' },
    believedSince: monday,
    correctedBy: idOf(1),
    minutes: 25,
  },
} as const;
const verified = { assurance: 'verified', evidence: { check: 'check-1' } } as const;

describe('saying what is right', () => {
  it('takes effect at once, tells everyone who was told otherwise, and books the defect to its origin', () =>
    record
      .given(...asTyped)
      .when({ ...say, data: { ...say.data, minutes: 25 } }, { by: salma })
      .thenHappened({ type: 'ClaimMade', data: hers }, noticed, defect));

  it('begins a record where there was none', () =>
    record
      .given()
      .when(
        { type: 'MakeClaim', data: { customer, field: 'preferred-name', value: 'سلمى' } },
        { by: salma },
      )
      .thenHappened(
        { type: 'RecordOpened', data: { customer } },
        {
          type: 'ClaimMade',
          data: {
            claim: idOf(1),
            field: 'preferred-name',
            value: 'سلمى',
            source: 'customer',
            by: 'salma',
            channel: 'portal',
            assurance: 'authenticated',
            validFrom: tuesday,
          },
        },
      ));

  it('counts as the customer’s word from staff who have verified her', () =>
    record
      .given(...asTyped)
      .when(
        { ...say, data: { ...say.data, channel: 'phone', ...verified } },
        { onBehalfOf: customer },
      )
      .thenHappened(
        {
          type: 'ClaimMade',
          data: { ...hers, by: 'ana', channel: 'phone', ...verified },
        },
        noticed,
        { ...defect, data: { ...defect.data, minutes: 0 } },
      ));

  it('waits, and changes nothing, as long as it may be a stranger who speaks', () =>
    record
      .given(...asTyped)
      .when({ ...say, data: { ...say.data, channel: 'phone' } }, { onBehalfOf: customer })
      .thenHappened({
        type: 'ClaimMade',
        data: { ...hers, by: 'ana', channel: 'phone', assurance: 'stated' },
      }));

  it('finds no defect in what was true until she moved', () =>
    record
      .given(...asTyped)
      .when({ ...say, data: { ...say.data, since: tuesday } }, { by: salma })
      .thenHappened({ type: 'ClaimMade', data: { ...hers, validFrom: tuesday } }, noticed));

  it('is announced when it will be true later', () =>
    record
      .given(...asTyped)
      .when({ ...say, data: { ...say.data, since: wednesday } }, { by: salma })
      .thenHappened({ type: 'ClaimMade', data: { ...hers, validFrom: wednesday } }));

  it('is nothing new when it is what she said before', () =>
    record
      .given(...asCorrected)
      .when(say, { by: salma })
      .thenNothing());

  it('replaces the notice that nobody has answered yet', () =>
    record
      .given(...asCorrected, due())
      .when({ ...say, data: { ...say.data, value: { houseNumber: '32' } } }, { by: salma })
      .thenHappened(
        {
          type: 'ClaimMade',
          data: {
            ...hers,
            value: { ...right, houseNumber: '32' },
            said: { houseNumber: '32' },
          },
        },
        {
          type: 'RectificationNoticeLapsed',
          data: { notice: 'notice', field: 'address', recipient: 'crm', because: 'overtaken' },
        },
        { ...noticed, data: { ...noticed.data, is: { ...right, houseNumber: '32' } } },
      ));

  it('is refused to a stranger like a record that does not exist', () =>
    record
      .given(...asTyped)
      .when(say, { by: omar })
      .thenRefused('record.not-found'));

  it('is refused for a field that records do not have', () =>
    record
      .given(...asTyped)
      .when({ ...say, data: { ...say.data, field: 'shoe-size' } }, { by: salma })
      .thenRefused('record.unknown-field'));

  it('is refused when nobody can read it', () =>
    record
      .given(...asTyped)
      .when(
        { type: 'MakeClaim', data: { customer, field: 'email', value: 'salma@' } },
        { by: salma },
      )
      .thenRefused('record.not-a-value', { field: 'email' }));

  it('is refused as half an address when no other half is known', () =>
    record.given(opened).when(say, { by: salma }).thenRefused('record.incomplete-address'));

  it('is refused in a country that there is not', () => {
    const value = { ...wrong, country: 'Narnia' };
    record
      .given(opened)
      .when({ type: 'MakeClaim', data: { customer, field: 'address', value } }, { by: salma })
      .thenRefused('record.unknown-country', { field: 'address' });
  });

  it('is refused in the name of somebody else', () =>
    record
      .given(...asTyped)
      .when(say, { onBehalfOf: 'omar' })
      .thenRefused('record.not-their-record'));

  it('is refused to a customer in the name of somebody else', () =>
    record
      .given(...asTyped)
      .when(say, { by: salma, onBehalfOf: 'omar' })
      .thenRefused('record.for-yourself'));

  it('is refused to a system: it imports', () =>
    record
      .given(...asTyped)
      .when(say, { by: crm })
      .thenRefused('record.staff-only'));
});

describe('editing as staff', () => {
  it('stands above what was imported', () =>
    record
      .given(...asTyped)
      .when({ ...say, data: { ...say.data, value: { houseNumber: '12' } } })
      .thenHappened(
        {
          type: 'ClaimMade',
          data: {
            ...hers,
            value: { ...wrong, houseNumber: '12' },
            said: { houseNumber: '12' },
            source: 'agent',
            by: 'ana',
            assurance: 'none',
          },
        },
        { ...noticed, data: { ...noticed.data, is: { ...wrong, houseNumber: '12' } } },
      ));

  it('is refused against the customer’s word, and says how to contest it', () =>
    record
      .given(...asCorrected)
      .when({ ...say, data: { ...say.data, value: { houseNumber: '10' } } })
      .thenRefused('record.customer-said-so', { field: 'address', claim: 'corrected' }));

  it('is nothing new when it says what the customer says', () =>
    record
      .given(...asCorrected)
      .when(say)
      .thenNothing());
});
