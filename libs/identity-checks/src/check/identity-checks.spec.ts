import { describe, expect, it } from '@jest/globals';
import { ERASED } from '#eventing';

import type { CheckAnswer } from './check-answer.representation.js';
import { ana, Desk, factsOf, hers, portal, salma, stored, wrong } from './check.fixture.js';

const masked = (answer: CheckAnswer) => ({ ...answer, id: '', position: 0 });

/** As many as leave a pause behind. */
const tries = async (desk: Desk) => {
  for (let i = 0; i < 6; i++) await desk.ask(wrong, portal);
};

describe('the call about the house number', () => {
  it('asks for another factor, and verifies by it', async () => {
    const desk = new Desk();
    const first = await desk.ask(hers);
    expect(first).toMatchObject({ outcome: 'open', asks: ['customer-number'], near: [] });
    const said = { 'customer-number': '4711 0815' };
    const second = await desk.identityChecks.answer(desk.attempt(), first.id, said);
    expect(second).toMatchObject({ outcome: 'verified', asks: [], near: ['address'] });
    expect(await factsOf(desk)).toContainEqual({
      type: 'IdentityFactorChecked',
      data: { factor: 'address', outcome: 'near', round: 0 },
    });
  });

  it('goes the same way in Arabic', async () => {
    const desk = new Desk();
    const address = { street: 'شارع الملك فهد', houseNumber: '10' };
    desk.parts.known.put('salma', { ...stored, address });
    const first = await desk.ask({
      address: 'ش. الملك فهد ٣٠',
      'date-of-birth': '٧ مارس ١٩٩٠',
    });
    const said = { 'customer-number': '٤٧١١٠٨١٥' };
    const second = await desk.identityChecks.answer(desk.attempt(), first.id, said);
    expect(second).toMatchObject({ outcome: 'verified', near: ['address'] });
  });

  it('keeps neither what was said nor what is stored', async () => {
    const desk = new Desk();
    await desk.ask({ address: '77 Sesame Road', 'date-of-birth': '7 March 1990' });
    const log = JSON.stringify(await factsOf(desk));
    for (const value of ['77', 'Sesame', '1990', 'High Street', '47110815', 'salma@', '+44'])
      expect(log).not.toContain(value);
  });
});

describe('a check that does not verify', () => {
  it('answers the same whatever was wrong, and whether there is such a customer or not', async () => {
    const said = [
      { customer: 'salma', said: wrong },
      { customer: 'salma', said: { ...wrong, address: '30 High Street' } },
      { customer: 'salma', said: { ...wrong, 'date-of-birth': '1990-03-07' } },
      { customer: 'salma', said: {} },
      { customer: 'nobody', said: hers },
    ];
    const answers = await Promise.all(
      said.map(async (one) => masked(await new Desk().ask(one.said, ana, one.customer))),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  it('is not passed by saying what stands in for a value that is not stored', async () => {
    const desk = new Desk();
    const { id } = await desk.ask(
      { address: 'Nowhere Street 0', 'date-of-birth': '1000-01-01' },
      ana,
      'nobody',
    );
    const said = { 'customer-number': '00000000' };
    expect(await desk.identityChecks.answer(desk.attempt(ana, 'nobody'), id, said)).toMatchObject({
      outcome: 'another-way',
    });
  });

  it('is not passed by saying what stands where a person was forgotten', async () => {
    const desk = new Desk();
    const gone = { address: ERASED, 'customer-number': ERASED };
    desk.parts.known.put('salma', { ...gone, 'date-of-birth': '1990-03-07' });
    const { id } = await desk.ask({ address: ERASED, 'date-of-birth': '1990-03-07' });
    const said = { 'customer-number': ERASED };
    expect(await desk.identityChecks.answer(desk.attempt(), id, said)).toMatchObject({
      outcome: 'another-way',
    });
  });

  it('ends with other ways, never with a refusal', async () => {
    const desk = new Desk();
    const { id } = await desk.ask(wrong);
    const end = await desk.identityChecks.answer(desk.attempt(), id, { 'customer-number': '1' });
    expect(end).toMatchObject({ outcome: 'another-way', asks: [], near: [] });
    expect(end.ways.map(({ way }) => way)).toEqual(['code', 'document']);
    expect(end.ways[0]!.says.ar).toMatch(/[\u0600-\u06ff]/u);
  });

  it('answers an end that was reached before with that end', async () => {
    const desk = new Desk();
    const { id } = await desk.ask(wrong);
    await desk.identityChecks.answer(desk.attempt(), id, {});
    const again = await desk.identityChecks.answer(desk.attempt(), id, wrong);
    expect(again).toMatchObject({ outcome: 'another-way' });
  });
});

describe('trying too often', () => {
  it('makes a pause, in which nothing is compared, and another way is shown', async () => {
    const desk = new Desk();
    await tries(desk);
    const paused = await desk.ask(hers, portal);
    expect(paused).toMatchObject({ outcome: 'another-way', pause: 60 });
    expect(paused.ways.length).toBeGreaterThan(0);
    const compared = (await factsOf(desk)).filter(({ type }) => type === 'IdentityFactorChecked');
    expect(compared).toHaveLength(6 * 2);
  });

  it('pauses after a restart too', async () => {
    const desk = new Desk();
    await tries(desk);
    desk.restart();
    expect(await desk.ask(hers, portal)).toMatchObject({ outcome: 'another-way', pause: 60 });
  });

  it('does not let twenty rivals through at once', async () => {
    const desk = new Desk();
    await Promise.allSettled(Array.from({ length: 40 }, () => desk.ask(wrong, portal)));
    const compared = (await factsOf(desk)).filter(({ type }) => type === 'IdentityFactorChecked');
    expect(compared.length).toBeLessThanOrEqual(6 * 2);
  });

  it('is over after the pause', async () => {
    const desk = new Desk();
    await tries(desk);
    desk.advance(61);
    expect(await desk.ask(hers, portal)).toMatchObject({ asks: ['customer-number'], pause: 0 });
  });

  it('does not use up what the customer has who is signed in', async () => {
    const desk = new Desk();
    await tries(desk);
    const signedIn = { ...hers, address: '10 High St' };
    const { id } = await desk.identityChecks.start(desk.attempt(salma, 'salma', '203.0.113.7'), {
      challenge: 'questions',
    });
    const own = desk.attempt(salma, 'salma', '203.0.113.7');
    expect(await desk.identityChecks.answer(own, id, signedIn)).toMatchObject({
      outcome: 'verified',
    });
  });

  it('counts one asker over many records, and one address over many askers', async () => {
    const desk = new Desk();
    for (let i = 0; i < 21; i++) await desk.ask(wrong, portal, `customer-${i}`);
    expect(await desk.ask(wrong, portal, 'one-more')).toMatchObject({ outcome: 'another-way' });
    for (let i = 0; i < 40; i++) await desk.ask(wrong, { kind: 'agent', id: `a${i}` }, `c-${i}`);
    const fresh = { kind: 'agent', id: 'fresh' } as const;
    expect(await desk.ask(wrong, fresh, 'one-more')).toMatchObject({ outcome: 'another-way' });
  });

  it('does not count what led to a verified customer', async () => {
    const desk = new Desk();
    for (let i = 0; i < 30; i++) {
      const passed = await desk.ask({ ...hers, address: '10 High Street' });
      expect(passed).toMatchObject({ outcome: 'verified', pause: 0 });
    }
  });

  it('is not paid for by a request that is said to be a repetition', async () => {
    const desk = new Desk();
    await tries(desk);
    const { id } = await desk.identityChecks.start(desk.attempt(portal), {
      challenge: 'questions',
    });
    const attempt = desk.attempt(portal);
    const again = { ...attempt, context: { ...attempt.context, repeated: true } };
    expect(await desk.identityChecks.answer(again, id, hers)).toMatchObject({
      outcome: 'another-way',
    });
  });

  it('is paid for once by a request that is repeated, and answered as before', async () => {
    const desk = new Desk();
    const { id } = await desk.identityChecks.start(desk.attempt(portal), {
      challenge: 'questions',
    });
    const attempt = desk.attempt(portal);
    const first = await desk.identityChecks.answer(attempt, id, hers);
    const head = await desk.parts.store.head();
    const again = { ...attempt, context: { ...attempt.context, repeated: true } };
    expect(await desk.identityChecks.answer(again, id, hers)).toEqual(first);
    expect(await desk.parts.store.head()).toBe(head);
  });
});
