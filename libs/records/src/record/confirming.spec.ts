import { describe, it } from '@jest/globals';
import {
  ana,
  asCorrected,
  asTyped,
  corrected,
  crm,
  happened,
  idOf,
  context,
  made,
  monday,
  record,
  right,
  salma,
  typed,
  wrong,
} from './record.fixture.js';

const customer = 'salma';
const noticed = {
  type: 'RectificationNoticeDue',
  data: { notice: idOf(2), field: 'address', recipient: 'crm', claim: idOf(1), is: right },
} as const;
const verified = { assurance: 'verified', evidence: { check: 'check-1' } } as const;

describe('withdrawing', () => {
  const withdraw = { type: 'WithdrawClaim', data: { claim: 'corrected' } } as const;
  const restored = { ...typed, learnedAt: monday };

  it('puts in force again what stood before', () =>
    record
      .given(...asCorrected)
      .when(withdraw, { by: salma })
      .thenHappened({
        type: 'ClaimWithdrawn',
        data: { claim: 'corrected', field: 'address', restored },
      }));

  it('settles what the source disagreed about', () =>
    record
      .given(...asCorrected, {
        type: 'DiscrepancyOpened',
        data: {
          discrepancy: 'd',
          field: 'address',
          system: 'crm',
          claim: 'corrected',
          theirs: 'typed',
        },
      })
      .when(withdraw, { by: salma })
      .thenHappened(
        { type: 'ClaimWithdrawn', data: { claim: 'corrected', field: 'address', restored } },
        {
          type: 'DiscrepancySettled',
          data: { discrepancy: 'd', field: 'address', system: 'crm', because: 'record-changed' },
        },
      ));

  it('is refused to staff, no matter who wrote it down', () =>
    record
      .given(...asCorrected)
      .when(withdraw)
      .thenRefused('record.not-yours-to-withdraw'));

  it('is refused to somebody on the telephone who was not verified', () =>
    record
      .given(...asCorrected)
      .when(withdraw, { onBehalfOf: customer })
      .thenRefused('record.needs-evidence'));

  it('is open to her on the telephone once she was verified', () =>
    record
      .given(...asCorrected)
      .when({ ...withdraw, data: { ...withdraw.data, ...verified } }, { onBehalfOf: customer })
      .thenHappened({
        type: 'ClaimWithdrawn',
        data: { claim: 'corrected', field: 'address', restored },
      }));

  it('is refused for what a system said', () =>
    record
      .given(...asTyped)
      .when({ ...withdraw, data: { claim: 'typed' } }, { by: salma })
      .thenRefused('record.not-yours-to-withdraw'));

  it('is refused for what nobody said', () =>
    record
      .given(...asTyped)
      .when(withdraw, { by: salma })
      .thenRefused('record.no-such-claim'));
});

describe('confirming', () => {
  const stated = made({ ...corrected, assurance: 'stated', by: 'ana', channel: 'phone' });
  const confirm = { type: 'ConfirmClaim', data: { claim: 'corrected' } } as const;

  it('lets what waited take effect when she was verified after all', () =>
    record
      .given(...asTyped, stated)
      .when({ ...confirm, data: { ...confirm.data, ...verified } })
      .thenHappened(
        {
          type: 'ClaimConfirmed',
          data: {
            claim: 'corrected',
            field: 'address',
            by: 'agent',
            evidence: verified.evidence,
            raised: {
              ...corrected,
              by: 'ana',
              channel: 'phone',
              assurance: 'verified',
              learnedAt: monday,
            },
          },
        },
        { ...noticed, data: { ...noticed.data, notice: idOf(1), claim: 'corrected' } },
      ));

  it('is refused without evidence', () =>
    record
      .given(...asTyped, stated)
      .when(confirm)
      .thenRefused('record.needs-evidence'));

  it('makes what a system says the customer’s own word when she says so', () =>
    record
      .given(...asTyped)
      .when({ ...confirm, data: { claim: 'typed' } }, { by: salma })
      .thenHappened(
        { type: 'ClaimConfirmed', data: { claim: 'typed', field: 'address', by: 'customer' } },
        {
          type: 'ClaimMade',
          data: {
            claim: idOf(1),
            field: 'address',
            value: wrong,
            source: 'customer',
            by: 'salma',
            channel: 'portal',
            assurance: 'authenticated',
            validFrom: monday,
          },
        },
      ));

  it('says no more than that where it is hers already', () =>
    record
      .given(...asCorrected)
      .when(confirm, { by: salma })
      .thenHappened({
        type: 'ClaimConfirmed',
        data: { claim: 'corrected', field: 'address', by: 'customer' },
      }));

  it('needs evidence from staff who have contested it', () => {
    const contested = happened({
      type: 'ClaimContested',
      data: {
        contest: 'c',
        claim: 'corrected',
        field: 'address',
        by: 'agent',
        reason: 'No such door.',
      },
    });
    const story = record.given(...asCorrected, contested);
    story.when(confirm).thenRefused('record.needs-evidence');
    const evidence = { document: 'utility-bill' };
    story.when({ ...confirm, data: { ...confirm.data, evidence } }).thenHappened({
      type: 'ClaimConfirmed',
      data: { claim: 'corrected', field: 'address', by: 'agent', evidence },
    });
  });
});

describe('contesting', () => {
  const contest = {
    type: 'ContestClaim',
    data: { claim: 'corrected', reason: 'The street ends at 20.' },
  } as const;

  it('leaves the customer’s word in force, with a reason that she can read', () =>
    record
      .given(...asCorrected)
      .when(contest)
      .thenHappened({
        type: 'ClaimContested',
        data: {
          contest: idOf(1),
          claim: 'corrected',
          field: 'address',
          by: 'agent',
          reason: 'The street ends at 20.',
        },
      }));

  it('is refused for what is not the customer’s word in force', () =>
    record
      .given(...asTyped)
      .when({ ...contest, data: { ...contest.data, claim: 'typed' } })
      .thenRefused('record.nothing-to-contest'));

  it('is refused to customers', () =>
    record
      .given(...asCorrected)
      .when(contest, { by: salma })
      .thenRefused('record.staff-only'));

  it('is not asked by systems: they import', () =>
    record
      .given(...asCorrected)
      .when(contest, { by: crm, at: context.at })
      .thenRefused('record.staff-only'));

  it('may be said by anyone who is on duty', () =>
    record
      .given(...asCorrected)
      .when(contest, { by: { ...ana, kind: 'manager' } })
      .thenHappened({
        type: 'ClaimContested',
        data: { contest: idOf(1), ...contest.data, field: 'address', by: 'agent' },
      }));
});
