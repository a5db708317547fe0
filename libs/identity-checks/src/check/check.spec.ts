import { describe, expect, it } from '@jest/globals';
import { secondsAfter } from '#eventing';
import type { Verdict } from '#records';

import { checkDecider } from './check.decider.js';
import type { CheckEvent, Code } from './check.events.js';
import { type CheckSettings, defaultChecks, otherWays } from './check.settings.js';
import { ana, check, monday, salma } from './check.fixture.js';

const asked = (factor: string, costs: number, field = factor) => ({
  factor,
  costs,
  grants: 1,
  field,
});
const questions = [
  [asked('address', 20), asked('date-of-birth', 10)],
  [asked('customer-number', 45)],
];
const others = ['code', 'document'];
const until = secondsAfter(monday, 1800);
const started: CheckEvent = {
  type: 'IdentityCheckStarted',
  data: {
    customer: 'salma',
    challenge: 'questions',
    rounds: questions,
    need: 2,
    assurance: 'verified',
    ways: others,
    until,
  },
};
const checked = (factor: string, outcome: Verdict, round = 0): CheckEvent => ({
  type: 'IdentityFactorChecked',
  data: { factor, outcome, round },
});
const start = { type: 'StartCheck', data: { customer: 'salma', challenge: 'questions' } } as const;
const answer = (outcomes: Readonly<Record<string, Verdict>>, customer = 'salma') =>
  ({ type: 'AnswerCheck', data: { customer, outcomes } }) as const;
const verified = (
  matched: readonly string[],
  near: readonly string[],
  cost: number,
): CheckEvent => ({
  type: 'IdentityVerified',
  data: {
    customer: 'salma',
    challenge: 'questions',
    assurance: 'verified',
    strength: 2,
    matched,
    near,
    cost,
    until,
  },
});
const notVerified = (cost: number): CheckEvent => ({
  type: 'IdentityNotVerified',
  data: { customer: 'salma', challenge: 'questions', ways: others, cost },
});

describe('starting a check', () => {
  it('keeps what is configured, so that a later change of it changes nothing', () =>
    check.given().when(start).thenHappened(started));

  it('is refused twice under one id', () =>
    check.given(started).when(start).thenRefused('check.already-started'));

  it('is refused for a challenge that nobody knows, and names those that there are', () =>
    check
      .given()
      .when({ type: 'StartCheck', data: { customer: 'salma', challenge: 'riddle' } })
      .thenRefused('check.unknown-challenge', { challenges: ['questions', 'code', 'document'] }));

  const document = {
    type: 'StartCheck',
    data: { customer: 'salma', challenge: 'document' },
  } as const;

  it('leaves documents to staff, and names the other ways', () =>
    check
      .given()
      .when(document, { by: salma })
      .thenRefused('check.staff-only', { ways: ['questions', 'code'] }));

  it('lets staff look at a document', () =>
    check
      .given()
      .when(document, { by: ana })
      .thenHappened({
        type: 'IdentityCheckStarted',
        data: {
          customer: 'salma',
          challenge: 'document',
          rounds: [[{ factor: 'document', costs: 300, grants: 4 }]],
          need: 1,
          assurance: 'verified',
          ways: ['questions', 'code'],
          until,
        },
      }));
});

describe('answering a check', () => {
  it('verifies when enough factors match', () =>
    check
      .given(started)
      .when(answer({ address: 'match', 'date-of-birth': 'match' }))
      .thenHappened(
        checked('address', 'match'),
        checked('date-of-birth', 'match'),
        verified(['address', 'date-of-birth'], [], 30),
      ));

  it('asks for another factor after a near miss, and refuses nothing', () =>
    check
      .given(started)
      .when(answer({ address: 'near', 'date-of-birth': 'match' }))
      .thenHappened(checked('address', 'near'), checked('date-of-birth', 'match')));

  it('verifies by the other factor, and then says where the record may be wrong', () =>
    check
      .given(started, checked('address', 'near'), checked('date-of-birth', 'match'))
      .when(answer({ 'customer-number': 'match' }))
      .thenHappened(
        checked('customer-number', 'match', 1),
        verified(['date-of-birth', 'customer-number'], ['address'], 75),
      ));

  it('ends with the other ways when all factors were asked for in vain', () =>
    check
      .given(started, checked('address', 'near'), checked('date-of-birth', 'match'))
      .when(answer({ 'customer-number': 'mismatch' }))
      .thenHappened(checked('customer-number', 'mismatch', 1), notVerified(75)));

  it('counts as wrong what was not answered', () =>
    check
      .given(started)
      .when(answer({ address: 'match' }))
      .thenHappened(checked('address', 'match'), checked('date-of-birth', 'mismatch')));

  it('counts as wrong what came too late, and shows the other ways', () =>
    check
      .given(started)
      .when(answer({ address: 'match', 'date-of-birth': 'match' }), {
        at: secondsAfter(monday, 1801),
      })
      .thenHappened(
        checked('address', 'mismatch'),
        checked('date-of-birth', 'mismatch'),
        notVerified(30),
      ));

  it('says nothing new once it is over', () =>
    check
      .given(started, checked('address', 'match'), verified(['address'], [], 20))
      .when(answer({ address: 'match' }))
      .thenNothing());

  it('is refused for factors that are not asked for now', () =>
    check
      .given(started)
      .when(answer({ 'customer-number': 'match' }))
      .thenRefused('check.not-asked', { asked: ['address', 'date-of-birth'] }));

  it('finds nothing where nothing was started', () =>
    check.given().when(answer({})).thenRefused('check.not-found'));

  it('finds nothing for another customer', () =>
    check.given(started).when(answer({}, 'omar')).thenRefused('check.not-found'));
});

describe('a one-time code', () => {
  const code: Code = { digest: 'd1', until: secondsAfter(monday, 600), route: 'email' };
  const factor = { factor: 'one-time-code', costs: 60, grants: 3 };
  const sent: CheckEvent = {
    type: 'IdentityCheckStarted',
    data: {
      customer: 'salma',
      challenge: 'code',
      rounds: [[factor], [factor], [factor]],
      need: 1,
      assurance: 'verified',
      ways: ['questions', 'document'],
      until,
      code,
    },
  };
  const right = answer({ 'one-time-code': 'match' });

  it('is made with the check', () =>
    check
      .given()
      .when({ type: 'StartCheck', data: { customer: 'salma', challenge: 'code', code } })
      .thenHappened(sent));

  it('verifies, more strongly than what people know', () =>
    check
      .given(sent)
      .when(right)
      .thenHappened(checked('one-time-code', 'match'), {
        type: 'IdentityVerified',
        data: {
          customer: 'salma',
          challenge: 'code',
          assurance: 'verified',
          strength: 3,
          matched: ['one-time-code'],
          near: [],
          cost: 60,
          until,
        },
      }));

  it('may be mistyped twice', () =>
    check
      .given(sent, checked('one-time-code', 'mismatch'))
      .when(answer({ 'one-time-code': 'mismatch' }))
      .thenHappened(checked('one-time-code', 'mismatch', 1)));

  it('is worth nothing after its time', () =>
    check
      .given(sent)
      .when(right, { at: secondsAfter(monday, 601) })
      .thenHappened(checked('one-time-code', 'mismatch')));
});

describe('challenges as they are configured', () => {
  const { challenges } = defaultChecks;
  const questionsWith = (other: object): CheckSettings => ({
    ...defaultChecks,
    challenges: { questions: { ...challenges['questions']!, ...other } },
  });

  it.each(Object.keys(challenges))('leave another way than %s', (challenge) =>
    expect(otherWays(defaultChecks, challenge).length).toBeGreaterThan(0),
  );

  it('are refused where a check could end without another way', () => {
    const only = defaultChecks.ways['questions']!;
    const settings = { ...questionsWith({}), ways: { questions: only } };
    expect(() => checkDecider(settings)).toThrow('leaves customers no other way');
  });

  it('are refused where the only other way is for staff', () => {
    const { questions: first, document } = defaultChecks.ways;
    const settings = { ...defaultChecks, ways: { questions: first!, document: document! } };
    expect(() => checkDecider(settings)).toThrow('questions leaves customers no other way');
  });

  it('are refused with a way that nobody can start', () => {
    const riddle = { challenge: 'riddle', en: 'Solve a riddle.', ar: 'حلّ لغزًا.' };
    const settings = { ...defaultChecks, ways: { ...defaultChecks.ways, riddle } };
    expect(() => checkDecider(settings)).toThrow('The way riddle cannot be started');
  });

  it.each([
    [{ rounds: [['shoe-size']] }, 'not a factor'],
    [{ need: 0 }, 'without a match'],
    [{ need: 4 }, 'more matches than'],
  ])('are refused where they cannot be meant: %j', (other, fault) =>
    expect(() => checkDecider(questionsWith(other))).toThrow(fault),
  );
});
