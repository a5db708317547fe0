import { describe, it } from '@jest/globals';
import type { ClaimDetails } from './record.events.js';
import {
  asCorrected,
  asTyped,
  clock,
  corrected,
  happened,
  idOf,
  made,
  monday,
  opened,
  record,
  right,
  salma,
  tuesday,
  typed,
} from './record.fixture.js';

const reason = 'The same person, twice';
const merge = { type: 'MergeRecord', data: { into: 'salma-2', reason } } as const;
const merged = happened({
  type: 'RecordsMerged',
  data: { into: 'salma-2', reason, records: ['salma'], claims: [] },
});

describe('merging a duplicate into another record', () => {
  it('hands over every claim with its source, its assurance and its age', () =>
    record
      .given(...asCorrected)
      .when(merge)
      .thenHappened({
        type: 'RecordsMerged',
        data: {
          into: 'salma-2',
          reason,
          records: ['salma'],
          claims: [
            { ...corrected, learnedAt: monday, from: 'salma' },
            { ...typed, learnedAt: monday, from: 'salma' },
          ],
        },
      }));

  it('leaves the duplicate open for what the customer says, and passes it on', () =>
    record
      .given(...asTyped, merged)
      .when(
        {
          type: 'MakeClaim',
          data: { customer: 'salma', field: 'preferred-name', value: 'Salma' },
        },
        { by: salma },
      )
      .thenHappened({
        type: 'ClaimMade',
        data: {
          claim: idOf(1),
          field: 'preferred-name',
          value: 'Salma',
          source: 'customer',
          by: 'salma',
          channel: 'portal',
          assurance: 'authenticated',
          validFrom: tuesday,
          into: 'salma-2',
        },
      }));

  it('happens once', () =>
    record
      .given(...asTyped, merged)
      .when(merge)
      .thenNothing());

  it('is refused into a third one', () =>
    record
      .given(...asTyped, merged)
      .when({ ...merge, data: { into: 'salma-3', reason } })
      .thenRefused('record.merged-already', { into: 'salma-2' }));

  it('is refused into itself', () =>
    record
      .given(...asTyped)
      .when({ ...merge, data: { into: 'salma', reason } })
      .thenRefused('record.merge-with-itself'));

  it('is refused into what went into it', () =>
    record
      .given(
        ...asTyped,
        happened({
          type: 'RecordsMerged',
          data: { from: 'salma-2', reason, records: ['salma-2'] },
        }),
      )
      .when(merge)
      .thenRefused('record.merge-cycle'));

  it('is refused to customers', () =>
    record
      .given(...asTyped)
      .when(merge, { by: salma })
      .thenRefused('record.staff-only'));

  it('can be undone', () =>
    record
      .given(...asTyped, merged)
      .when({ type: 'UndoMerge', data: { into: 'salma-2', reason: 'Two sisters' } })
      .thenHappened({
        type: 'RecordsUnmerged',
        data: { into: 'salma-2', reason: 'Two sisters', records: ['salma'] },
      }));

  it('can be undone only where it was done', () =>
    record
      .given(...asTyped)
      .when({ type: 'UndoMerge', data: { into: 'salma-2' } })
      .thenRefused('record.not-merged'));
});

describe('taking over a duplicate', () => {
  const hers: ClaimDetails = { ...corrected, claim: 'hers', from: 'crm:9', learnedAt: monday };
  const takeOver = {
    type: 'TakeOver',
    data: { customer: 'salma', from: 'crm:9', reason, records: ['crm:9'], claims: [hers] },
  } as const;
  const taken = happened({
    type: 'RecordsMerged',
    data: { from: 'crm:9', reason, records: ['crm:9'] },
  });
  const by = { by: clock };

  it('lets the customer’s word from there outrank what was imported here', () =>
    record
      .given(...asTyped)
      .when(takeOver, by)
      .thenHappened(
        { type: 'RecordsMerged', data: { from: 'crm:9', reason, records: ['crm:9'] } },
        { type: 'ClaimMade', data: hers },
        {
          type: 'RectificationNoticeDue',
          data: { notice: idOf(1), field: 'address', recipient: 'crm', claim: 'hers', is: right },
        },
      ));

  it('begins a record where there was none', () =>
    record
      .given()
      .when(takeOver, by)
      .thenHappened(
        { type: 'RecordOpened', data: { customer: 'salma' } },
        { type: 'RecordsMerged', data: { from: 'crm:9', reason, records: ['crm:9'] } },
        { type: 'ClaimMade', data: hers },
      ));

  it('happens once', () =>
    record
      .given(...asTyped, taken, made(hers))
      .when(takeOver, by)
      .thenNothing());

  it('is nothing that anybody can ask for', () =>
    record
      .given(...asTyped)
      .when(takeOver)
      .thenRefused('record.system-only'));

  it('hears what is said in the duplicate from then on', () => {
    const told = { ...hers, claim: 'later' };
    const carry = { type: 'CarryClaim', data: { told } } as const;
    record.given(opened, taken).when(carry, by).thenHappened({ type: 'ClaimMade', data: told });
    record.given(opened, taken, made(told)).when(carry, by).thenNothing();
  });

  it('hears what is taken back there', () =>
    record
      .given(...asTyped, taken, made(hers))
      .when({ type: 'CarryWithdrawal', data: { claim: 'hers', field: 'address' } }, by)
      .thenHappened({
        type: 'ClaimWithdrawn',
        data: { claim: 'hers', field: 'address', restored: { ...typed, learnedAt: monday } },
      }));

  it('hears when it turns out there that it was the customer', () => {
    const stated = { ...hers, assurance: 'stated' } as const;
    const raised = { ...hers, assurance: 'verified' } as const;
    record
      .given(opened, taken, made(stated))
      .when({ type: 'CarryConfirmation', data: { raised } }, by)
      .thenHappened({
        type: 'ClaimConfirmed',
        data: { claim: 'hers', field: 'address', by: 'agent', raised },
      });
  });

  it('gives back what came from there when the merge is undone', () =>
    record
      .given(...asTyped, taken, made(hers))
      .when(
        { type: 'ReleaseMergedClaims', data: { from: 'crm:9', reason: 'No', records: ['crm:9'] } },
        by,
      )
      .thenHappened({
        type: 'RecordsUnmerged',
        data: {
          from: 'crm:9',
          reason: 'No',
          records: ['crm:9'],
          restored: [{ ...typed, learnedAt: monday }],
        },
      }));
});
