import { describe, expect, it } from '@jest/globals';
import type { RecordCommand } from './record.commands.js';
import { wouldContest } from './importing.decisions.js';
import { evolve, type Happened, recordUnder } from './record.state.js';
import {
  ana,
  asCorrected,
  asTyped,
  corrected,
  crm,
  disagrees,
  due,
  idOf,
  imported,
  context,
  made,
  opened,
  record,
  right,
  salma,
  settings,
  tuesday,
  typed,
  wrong,
} from './record.fixture.js';

const customer = 'salma';
const row = { customer, system: 'crm', row: '4711', origin: { clerk: 'Kim Wood' } };
const tonight = {
  type: 'ImportRecord',
  data: { ...row, fields: { address: wrong } },
} as const;
const learned = {
  type: 'ImportRecord',
  data: { ...row, fields: { address: { ...wrong, houseNumber: '٣٠' } } },
} as const;
const by = { by: crm };
const again = { type: imported.type, data: imported.data } as never;

describe('importing a record', () => {
  it('keeps who typed it', () =>
    record
      .given()
      .when(tonight, by)
      .thenHappened({ type: 'RecordOpened', data: { customer } }, again, {
        type: 'ClaimMade',
        data: { ...typed, claim: idOf(1), validFrom: tuesday },
      }));

  it('says nothing when the row says what it said last night', () =>
    record
      .given(...asTyped)
      .when(tonight, by)
      .thenNothing());

  it('replaces what the same system said before', () =>
    record
      .given(...asTyped)
      .when(learned, by)
      .thenHappened(again, {
        type: 'ClaimMade',
        data: {
          ...typed,
          claim: idOf(1),
          value: right,
          said: { ...wrong, houseNumber: '٣٠' },
          validFrom: tuesday,
        },
      }));

  it('takes nothing back that the customer said: it opens a discrepancy', () =>
    record
      .given(...asCorrected, due())
      .when(tonight, by)
      .thenHappened(
        again,
        {
          type: 'ClaimContested',
          data: { contest: idOf(1), claim: 'corrected', field: 'address', by: 'import:crm' },
        },
        {
          type: 'DiscrepancyOpened',
          data: {
            discrepancy: idOf(2),
            field: 'address',
            system: 'crm',
            claim: 'corrected',
            theirs: 'typed',
          },
        },
      ));

  it('opens it once, and not every night', () =>
    record
      .given(...asCorrected, due(), disagrees)
      .when(tonight, by)
      .thenNothing());

  it('disagrees with staff as well', () =>
    record
      .given(...asTyped, made({ ...corrected, source: 'agent', by: 'ana', assurance: 'none' }))
      .when(tonight, by)
      .thenHappened(
        again,
        {
          type: 'ClaimContested',
          data: { contest: idOf(1), claim: 'corrected', field: 'address', by: 'import:crm' },
        },
        {
          type: 'DiscrepancyOpened',
          data: {
            discrepancy: idOf(2),
            field: 'address',
            system: 'crm',
            claim: 'corrected',
            theirs: 'typed',
          },
        },
      ));

  it('settles by itself when the source has learned', () =>
    record
      .given(...asCorrected, due(), disagrees)
      .when(learned, by)
      .thenHappened(
        again,
        {
          type: 'ClaimMade',
          data: {
            ...typed,
            claim: idOf(1),
            value: right,
            said: { ...wrong, houseNumber: '٣٠' },
            validFrom: tuesday,
          },
        },
        {
          type: 'DiscrepancySettled',
          data: {
            discrepancy: 'discrepancy',
            field: 'address',
            system: 'crm',
            because: 'source-learned',
          },
        },
        {
          type: 'RectificationNoticeLapsed',
          data: { notice: 'notice', field: 'address', recipient: 'crm', because: 'learned' },
        },
      ));

  it('settles when the source no longer says anything', () =>
    record
      .given(...asCorrected, disagrees)
      .when({ type: 'ImportRecord', data: { ...row, fields: { address: ' ' } } }, by)
      .thenHappened(
        again,
        { type: 'ClaimWithdrawn', data: { claim: 'typed', field: 'address' } },
        {
          type: 'DiscrepancySettled',
          data: {
            discrepancy: 'discrepancy',
            field: 'address',
            system: 'crm',
            because: 'source-withdrew',
          },
        },
      ));

  it('leaves a field alone that it does not name', () =>
    record
      .given(...asTyped)
      .when({ type: 'ImportRecord', data: { ...row, fields: {} } }, by)
      .thenNothing());

  it('names what nobody could read, once', () => {
    const fields = { address: wrong, telephone: 'none' };
    const unread: Happened = {
      type: 'RecordImported',
      data: { system: 'crm', row: '4711', origin: { clerk: 'Kim Wood' }, unread: ['telephone'] },
    };
    const command = { type: 'ImportRecord', data: { ...row, fields } } as const;
    record
      .given(...asTyped)
      .when(command, by)
      .thenHappened(unread);
    record
      .given(...asTyped, unread)
      .when(command, by)
      .thenNothing();
  });

  it('lets two systems differ: the later one counts, and nobody is bothered', () =>
    record
      .given(...asTyped)
      .when(
        { type: 'ImportRecord', data: { ...row, system: 'erp', fields: { address: right } } },
        by,
      )
      .thenHappened(
        {
          type: 'RecordImported',
          data: { system: 'erp', row: '4711', origin: { clerk: 'Kim Wood' } },
        },
        {
          type: 'ClaimMade',
          data: {
            ...typed,
            claim: idOf(1),
            value: right,
            source: 'import:erp',
            origin: { ...typed.origin, system: 'erp' },
            validFrom: tuesday,
          },
        },
      ));

  it('is refused for a field that records do not have', () =>
    record
      .given(opened)
      .when({ type: 'ImportRecord', data: { ...row, fields: { shoe: '42' } } }, by)
      .thenRefused('record.unknown-field', { field: 'shoe' }));

  it('is refused to people', () => {
    record.given(opened).when(tonight, { by: salma }).thenRefused('record.integration-only');
    record.given(opened).when(tonight, { by: ana }).thenRefused('record.integration-only');
  });
});

describe('a dry run', () => {
  const known = (...events: readonly Happened[]) =>
    events.reduce(evolve, recordUnder(settings.ladder));
  const command = (of: typeof tonight | typeof learned) =>
    ({ ...context, ...by, ...of }) as Extract<RecordCommand, { type: 'ImportRecord' }>;

  it('names the fields in which the customer’s word would stand against the row', () => {
    expect(wouldContest(known(...asCorrected), settings, command(tonight))).toEqual(['address']);
    expect(wouldContest(known(...asCorrected, disagrees), settings, command(tonight))).toEqual([
      'address',
    ]);
  });

  it('names none where the row agrees', () => {
    expect(wouldContest(known(...asTyped), settings, command(tonight))).toEqual([]);
    expect(wouldContest(known(...asCorrected, disagrees), settings, command(learned))).toEqual([]);
  });
});
