import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { ERASED, fold } from '#eventing';
import { rulesOf } from '#eventing/testing';

import { FEWEST, needDecider } from './need.decider.js';
import type { Disclosed, NeedEvent } from './need.events.js';

const context = {
  id: '019ab3c4-5d6e-7000-8f00-0123456789ab',
  tenant: 'acme',
  by: { kind: 'customer', id: 'discloser-1' },
  at: '2026-01-05T00:00:00.000Z',
  correlation: 'story',
} as const;
const { given } = rulesOf(needDecider, context);

const told = (person: string, more: Partial<Disclosed> = {}): Disclosed => ({
  department: 'finance',
  kind: 'spreadsheet',
  disclosure: `disclosure of ${person}`,
  discloser: `discloser of ${person}`,
  person,
  proof: 'a0',
  words: 'We add up invoices.',
  users: 2,
  ...more,
});
const disclosed = (...all: Parameters<typeof told>): NeedEvent => ({
  type: 'WorkaroundDisclosed',
  data: told(...all),
});
const disclose = (...all: Parameters<typeof told>) =>
  ({ type: 'DiscloseWorkaround', data: told(...all) }) as const;

const euros = (amount: number) => ({ yearlyCost: { amount, currency: 'EUR' } });
const four = ['ana', 'ben', 'chloe', 'dina'].map((person) => disclosed(person));
const counted: NeedEvent = {
  type: 'NeedCounted',
  data: { department: 'finance', kind: 'spreadsheet', people: 5, users: 10, yearlyCost: {} },
};
const five = [...four, disclosed('emil'), counted];
const match = { type: 'MatchNeed', data: { service: 'reports', words: 'Each night.' } } as const;
const matched: NeedEvent = { type: 'NeedMatched', data: match.data };
const meet = { type: 'MeetNeed', data: { words: 'It is in the portal.' } } as const;
const met: NeedEvent = { type: 'NeedMet', data: meet.data };

describe('a workaround that is disclosed', () => {
  it('is in no sum before five people have disclosed one', () =>
    given(...four.slice(0, 3))
      .when(disclose('dina'))
      .thenHappened(disclosed('dina')));

  it('is summed with those of four others', () =>
    given(
      disclosed('ana', { ...euros(100), renewsOn: '2027-03-31' }),
      disclosed('ben', { ...euros(50), renewsOn: '2027-05-01' }),
      disclosed('chloe', { yearlyCost: { amount: 7, currency: 'EGP' }, renewsOn: '2027-12-24' }),
      disclosed('dina', { users: 9 }),
    )
      .when(disclose('emil'))
      .thenHappened(disclosed('emil'), {
        type: 'NeedCounted',
        data: {
          ...counted.data,
          users: 17,
          yearlyCost: { EUR: 150, EGP: 7 },
          renewsIn: '2027-Q2',
        } as never,
      }));

  it('counts once for each person, as they told it last', () => {
    given(...four)
      .when(disclose('ana', { users: 5 }))
      .thenHappened(disclosed('ana', { users: 5 }));
    given(...four, disclosed('ana', { users: 5 }))
      .when(disclose('emil'))
      .thenHappened(disclosed('emil'), {
        ...counted,
        data: { ...counted.data, users: 13 },
      } as NeedEvent);
  });

  it('is in no second sum', () => {
    given(...five, ...['fay', 'gil', 'hal', 'ida'].map((person) => disclosed(person)))
      .when(disclose('ana', { users: 90 }))
      .thenHappened(disclosed('ana', { users: 90 }));
  });

  it('is in no sum after it was withdrawn, or erased', () => {
    const withdrawn: NeedEvent = {
      type: 'WorkaroundWithdrawn',
      data: { disclosure: 'disclosure of ana' },
    };
    given(...four, withdrawn)
      .when(disclose('emil'))
      .thenHappened(disclosed('emil'));
    given(...four.slice(1), disclosed('ana', { person: ERASED, words: ERASED }))
      .when(disclose('emil'))
      .thenHappened(disclosed('emil'));
  });

  it('tells in sums of five or more people, whatever people do, and each person once', () => {
    const people = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 60 });
    fc.assert(
      fc.property(people, (all) => {
        let events: readonly NeedEvent[] = [];
        for (const person of all) {
          const command = { ...context, ...disclose(`person ${person}`, { users: 1 }) };
          events = [...events, ...needDecider.decide(fold(needDecider, events), command)];
        }
        const sums = events.flatMap(({ type, data }) => (type === 'NeedCounted' ? [data] : []));
        expect(sums.every(({ people: each, users }) => each === FEWEST && users === each)).toBe(
          true,
        );
        expect(sums).toHaveLength(Math.floor(new Set(all).size / FEWEST));
      }),
    );
  });
});

describe('a need', () => {
  it('does not exist for staff before five people have disclosed a workaround', () => {
    given(...four)
      .when(match)
      .thenRefused('need.not-found');
    given(...four)
      .when(meet)
      .thenRefused('need.not-found');
  });

  it('is met by the service that was matched to it, once', () => {
    given(...five)
      .when(match)
      .thenHappened(matched);
    given(...five)
      .when(meet)
      .thenRefused('need.not-matched');
    given(...five, matched)
      .when(meet)
      .thenHappened(met);
    given(...five, matched, met)
      .when(meet)
      .thenRefused('need.met');
  });

  it('is matched again where the service did not meet it after all', () =>
    given(...five, matched, met)
      .when({ ...match, data: { service: 'ledger', words: 'Now with VAT.' } })
      .thenHappened({
        type: 'NeedMatched',
        data: { service: 'ledger', words: 'Now with VAT.' },
      }));
});
