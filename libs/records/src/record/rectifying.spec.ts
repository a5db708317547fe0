import { describe, it } from '@jest/globals';
import {
  ana,
  asCorrected,
  ben,
  clock,
  crm,
  disagrees,
  due,
  happened,
  made,
  corrected,
  omar,
  record,
  right,
  salma,
  asTyped,
  tuesday,
  wednesday,
  idOf,
} from './record.fixture.js';

const told = { notice: 'notice', field: 'address', recipient: 'crm' };
const forgotten = { legalBasis: 'GDPR 17(1)(b)', records: ['salma'] };
const acknowledge = { type: 'AcknowledgeNotice', data: { notice: 'notice' } } as const;
const sent = { type: 'MarkNoticeSent', data: { notice: 'notice' } } as const;

describe('telling everyone who was told otherwise', () => {
  it('is on record when the notice was sent, once', () => {
    record
      .given(...asCorrected, due())
      .when(sent, { by: clock })
      .thenHappened({ type: 'RectificationNoticeSent', data: told });
    record
      .given(...asCorrected, due(), happened({ type: 'RectificationNoticeSent', data: told }))
      .when(sent, { by: clock })
      .thenNothing();
  });

  it('says nothing new of a notice that lapsed meanwhile, or whose person was forgotten', () => {
    record
      .given(...asCorrected)
      .when(sent, { by: crm })
      .thenNothing();
    record
      .given(...asCorrected, due(), happened({ type: 'PersonalDataErased', data: forgotten }))
      .when(sent, { by: crm })
      .thenNothing();
  });

  it('is on record when the recipient has acknowledged it', () =>
    record
      .given(...asCorrected, due(), disagrees)
      .when(acknowledge, { by: crm })
      .thenHappened({ type: 'RectificationAcknowledged', data: told }));

  it('is refused for a notice that does not exist, or was acknowledged', () =>
    record
      .given(...asCorrected, due(), happened({ type: 'RectificationAcknowledged', data: told }))
      .when(acknowledge, { by: crm })
      .thenRefused('record.no-such-notice'));

  it('is for systems to acknowledge', () => {
    const story = record.given(...asCorrected, due());
    story.when(acknowledge, { by: ana }).thenRefused('record.integration-only');
    story.when(acknowledge, { by: salma }).thenRefused('record.integration-only');
    story.when(acknowledge, { by: omar }).thenRefused('record.not-found');
  });
});

describe('a change that was announced', () => {
  const moving = made({ ...corrected, validFrom: wednesday });
  const takeEffect = { type: 'ApplyAnnouncedClaim', data: { claim: 'corrected' } } as const;

  it('is told to everybody on the day', () =>
    record
      .given(...asTyped, moving)
      .when(takeEffect, { by: clock, at: wednesday })
      .thenHappened(
        { type: 'ClaimTookEffect', data: { claim: 'corrected', field: 'address' } },
        {
          type: 'RectificationNoticeDue',
          data: { ...told, notice: idOf(1), claim: 'corrected', is: right },
        },
      ));

  it('is not told before', () =>
    record
      .given(...asTyped, moving)
      .when(takeEffect, { by: clock, at: tuesday })
      .thenRefused('record.too-early'));

  it('is not told at all when it was taken back', () =>
    record
      .given(...asTyped)
      .when(takeEffect, { by: clock, at: wednesday })
      .thenNothing());

  it('is nothing that anybody can ask for', () =>
    record
      .given(...asTyped, moving)
      .when(takeEffect, { by: ana, at: wednesday })
      .thenRefused('record.system-only'));
});

describe('erasing a person', () => {
  const erase = {
    type: 'EraseRecord',
    data: { customer: 'salma', legalBasis: 'GDPR 17(1)(b)' },
  } as const;
  const reason = 'Court order 7 O 12/26';
  const held = happened({ type: 'LegalHoldPlaced', data: { reason } });
  const erased = {
    type: 'PersonalDataErased',
    data: { legalBasis: 'GDPR 17(1)(b)', records: ['salma'] },
  } as const;

  it('ends the notices that nobody has acknowledged: there is nothing left to tell', () =>
    record
      .given(...asCorrected, due())
      .when(erase, { by: salma })
      .thenHappened(
        { type: 'RectificationNoticeLapsed', data: { ...told, because: 'erased' } },
        erased,
      ));

  it('names itself alone: what was merged into the record has a hold, and an event, of its own', () =>
    record
      .given(
        ...asCorrected,
        happened({
          type: 'RecordsMerged',
          data: { from: 'crm:9', reason: 'Same', records: ['crm:9'] },
        }),
      )
      .when(erase, { by: salma })
      .thenHappened(erased));

  it('is refused while the law wants another record of the same person', () =>
    record
      .given(...asCorrected)
      .when({ ...erase, data: { ...erase.data, held: reason } }, { by: salma })
      .thenHappened({
        type: 'ErasureRefused',
        data: { legalBasis: 'GDPR 17(1)(b)', because: 'legal-hold', reason },
      }));

  it('is for a person without a record as well', () =>
    record
      .given()
      .when(erase, { by: salma })
      .thenHappened({ type: 'RecordOpened', data: { customer: 'salma' } }, erased));

  it('lets go of what was merged into it, and keeps no reason', () =>
    record
      .given(
        ...asCorrected,
        happened({
          type: 'RecordsMerged',
          data: { from: 'crm:9', reason: 'Same', records: ['crm:9'] },
        }),
        happened(erased),
      )
      .when(
        {
          type: 'ReleaseMergedClaims',
          data: { from: 'crm:9', reason: 'GDPR 17(1)(b)', records: ['crm:9'] },
        },
        { by: { kind: 'system', id: 'record-merges' } },
      )
      .thenHappened({
        type: 'RecordsUnmerged',
        data: { from: 'crm:9', reason: '', records: ['crm:9'] },
      }));

  it('takes what was merged away back first, so that nothing of it is shown there', () =>
    record
      .given(
        ...asCorrected,
        happened({
          type: 'RecordsMerged',
          data: { into: 'salma-2', reason: 'Same', records: ['salma'], claims: [] },
        }),
      )
      .when(erase, { by: salma })
      .thenHappened(
        {
          type: 'RecordsUnmerged',
          data: { into: 'salma-2', reason: 'GDPR 17(1)(b)', records: ['salma'] },
        },
        erased,
      ));

  it('is refused while the law wants the data, and the refusal is a fact', () =>
    record
      .given(...asCorrected, held)
      .when(erase, { by: ben })
      .thenHappened({
        type: 'ErasureRefused',
        data: { legalBasis: 'GDPR 17(1)(b)', because: 'legal-hold', reason },
      }));

  it('happens once, and nobody else can add anything afterwards', () => {
    const story = record.given(...asCorrected, happened(erased));
    story.when(erase, { by: salma }).thenNothing();
    story
      .when(
        {
          type: 'MakeClaim',
          data: { customer: 'salma', field: 'preferred-name', value: 'Salma' },
        },
        { by: ana },
      )
      .thenRefused('record.erased');
  });

  it('is not for an agent to ask', () =>
    record
      .given(...asCorrected)
      .when(erase)
      .thenRefused('record.manager-only'));

  it('is possible again when the hold is lifted', () => {
    record
      .given(...asCorrected, held)
      .when({ type: 'LiftLegalHold', data: { reason: 'Settled' } }, { by: ben })
      .thenHappened({ type: 'LegalHoldLifted', data: { reason: 'Settled' } });
    record
      .given(...asCorrected)
      .when({ type: 'LiftLegalHold', data: { reason: 'Settled' } }, { by: ben })
      .thenRefused('record.not-held');
  });

  it('can be held by a manager only', () => {
    const hold = { type: 'PlaceLegalHold', data: { reason } } as const;
    record
      .given(...asCorrected)
      .when(hold)
      .thenRefused('record.manager-only');
    record
      .given(...asCorrected)
      .when(hold, { by: ben })
      .thenHappened({ type: 'LegalHoldPlaced', data: { reason } });
    record
      .given(...asCorrected, held)
      .when(hold, { by: ben })
      .thenNothing();
  });
});
