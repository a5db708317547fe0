import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '#eventing';

import { defaultChecks } from '../../libs/identity-checks/src/check/check.settings.js';
import type { CheckAnswer } from '../../libs/identity-checks/src/check/check-answer.representation.js';
import {
  ana,
  Desk,
  factsOf,
  portal,
  salma,
  stored,
} from '../../libs/identity-checks/src/check/check.fixture.js';

/** The same guesses in every run (mulberry32). */
const dice = (seed: number) => (sides: number) => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % sides;
};

/** What is left of an answer for anyone who wants to learn from it. */
const seen = ({ id: _id, position: _position, ...answer }: CheckAnswer) => JSON.stringify(answer);

const roll = dice(4711);

/** Two hundred rounds are a hundred thousand guesses: half at her, half at nobody. */
const ROUNDS = Number(process.env['AMENDS_CHAOS_ROUNDS'] ?? 10);

/** She lives in the High Street, everybody knows that; the rest has to be guessed. */
const guess = () => ({
  address: `${1 + roll(99)} High Street`,
  'date-of-birth': new Date(Date.UTC(1940, 0, 1 + roll(24_000))).toISOString().slice(0, 10),
});
const laterGuess = () => ({ 'customer-number': String(roll(100_000_000)) });

interface Attack {
  readonly desk: Desk;
  readonly open: Map<string, CheckAnswer>;
}

/** One try of one attacker at one customer, going on with the check that they have open. */
const tryOnce = async ({ desk, open }: Attack, attacker: number, customer: string) => {
  const by: Actor = { kind: 'integration', id: `${customer}-attacker-${attacker}` };
  const from = desk.attempt(by, customer, `${customer}-network-${attacker % 250}`);
  const begun =
    open.get(by.id) ?? (await desk.identityChecks.start(from, { challenge: 'questions' }));
  const said = begun.asks.includes('customer-number') ? laterGuess() : guess();
  const next = desk.attempt(by, customer, `${customer}-network-${attacker % 250}`);
  const answer = await desk.identityChecks.answer(next, begun.id, said);
  if (answer.asks.length > 0) open.set(by.id, answer);
  else open.delete(by.id);
  return answer;
};

describe('guesses by the thousand, at a customer and at nobody', () => {
  const attack: Attack = { desk: new Desk(), open: new Map() };
  const { desk } = attack;
  const GUESSES = ROUNDS * 250;
  const tally = new Map<string, { salma: number; nobody: number }>();
  let different = 0;
  let verified = 0;
  let during: CheckAnswer;

  const count = (answer: CheckAnswer, customer: 'salma' | 'nobody') => {
    const view = seen(answer);
    const row = tally.get(view) ?? { salma: 0, nobody: 0 };
    row[customer] += 1;
    tally.set(view, row);
    if (answer.outcome === 'verified') verified += 1;
    return view;
  };

  /** In the middle of it the real one, signed in at home, shows who she is. */
  const herself = async () => {
    const home = () => desk.attempt(salma, 'salma', '203.0.113.7');
    const { id } = await desk.identityChecks.start(home(), { challenge: 'questions' });
    const said = { address: '10 High Street', 'date-of-birth': '7 March 1990' };
    return desk.identityChecks.answer(home(), id, said);
  };

  beforeAll(async () => {
    for (let i = 0; i < GUESSES; i++) {
      const one = count(await tryOnce(attack, i % 1000, 'salma'), 'salma');
      const other = count(await tryOnce(attack, i % 1000, 'nobody'), 'nobody');
      if (one !== other) different += 1;
      if (i === GUESSES / 2) during = await herself();
      desk.advance(2);
    }
  }, 120_000);

  it('answers each the same for the customer and for nobody', () => expect(different).toBe(0));

  it('spreads its answers alike: chi-square is that of equal distributions', () => {
    const rows = [...tally.values()];
    const chiSquare = rows.reduce(
      (sum, { salma: a, nobody: b }) => sum + (a - b) ** 2 / (a + b),
      0,
    );
    expect(rows.length).toBeGreaterThan(1);
    expect(chiSquare).toBeLessThan(rows.length - 1 + 3 * Math.sqrt(2 * (rows.length - 1)));
  });

  it('has come near, so that there was something to hide', async () => {
    const outcomes = (await factsOf(desk, 1_000_000))
      .filter(({ type }) => type === 'IdentityFactorChecked')
      .map(({ data }) => (data as { outcome: string }).outcome);
    expect(outcomes).toContain('near');
  });

  it('lets nobody in', () => expect(verified).toBe(0));

  it('compares a few of them only', async () => {
    const facts = await factsOf(desk, 1_000_000);
    const compared = facts.filter(({ type }) => type === 'IdentityFactorChecked').length;
    const hours = (GUESSES * 2) / 3600;
    const { free, forgets } = defaultChecks.attempts.record;
    const checks = free + 10 + hours * (1 + 3600 / forgets);
    expect(compared).toBeLessThanOrEqual(2 * 3 * checks + 2);
  });

  it('names another way in each answer that did not verify', () => {
    for (const view of tally.keys()) expect(JSON.parse(view).ways.length).toBeGreaterThan(0);
  });

  it('did not keep the customer out while it went on', () =>
    expect(during).toMatchObject({ outcome: 'verified' }));

  it('does not close the other ways to her meanwhile: not a code, not a document', async () => {
    const busy = await desk.ask({ address: '10 High Street', 'date-of-birth': '1990-03-07' });
    expect(busy).toMatchObject({ outcome: 'another-way' });
    const code = await desk.identityChecks.start(desk.attempt(ana), { challenge: 'code' });
    const said = { 'one-time-code': desk.parts.notificationSender.code };
    const byCode = await desk.identityChecks.answer(desk.attempt(ana), code.id, said);
    const shop = await desk.identityChecks.start(desk.attempt(ana), { challenge: 'document' });
    const shown = { document: 'passport' };
    const byDocument = await desk.identityChecks.answer(desk.attempt(ana), shop.id, shown);
    expect([byCode.outcome, byDocument.outcome]).toEqual(['verified', 'verified']);
  });

  it('does not keep her out afterwards, on any way, for longer than the longest pause', async () => {
    desk.restart();
    desk.advance(defaultChecks.attempts.record.longest);
    const { id } = await desk.ask({ address: '30 High Street', 'date-of-birth': '1990-03-07' });
    const said = { 'customer-number': stored['customer-number'] };
    expect(await desk.identityChecks.answer(desk.attempt(), id, said)).toMatchObject({
      outcome: 'verified',
      near: ['address'],
    });
  });
});

describe('guesses that nothing slows down', () => {
  const without = { free: 1e9, first: 1, longest: 1, forgets: 1 };
  const attempts = { record: without, asker: without, address: without, code: without };

  it('learn nothing from one factor that is right', async () => {
    const desk = new Desk({ ...defaultChecks, attempts });
    const views = new Set<string>();
    for (let i = 0; i < 200; i++) {
      const said = { address: `${200 + i} High Street`, 'date-of-birth': '1990-03-07' };
      const half = await desk.ask(said, portal);
      const none = await desk.ask({ ...said, 'date-of-birth': '1970-01-01' }, portal);
      views.add(seen(half)).add(seen(none));
    }
    expect(views.size).toBe(1);
  });

  it('find a code as often as chance has it', async () => {
    const settings = { ...defaultChecks, attempts, code: { ...defaultChecks.code, digits: 2 } };
    const desk = new Desk(settings);
    const tries = 1500;
    let found = 0;
    for (let i = 0; i < tries; i++) {
      const { id } = await desk.identityChecks.start(desk.attempt(portal), { challenge: 'code' });
      const said = { 'one-time-code': String(roll(100)).padStart(2, '0') };
      const { outcome } = await desk.identityChecks.answer(desk.attempt(portal), id, said);
      if (outcome === 'verified') found += 1;
    }
    const [mean, deviation] = [tries / 100, Math.sqrt((tries / 100) * 0.99)];
    expect(Math.abs(found - mean)).toBeLessThan(5 * deviation);
  });
});
