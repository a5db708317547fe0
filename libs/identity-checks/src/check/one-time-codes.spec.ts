import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { ana, clock, Desk, factsOf, monday, portal, stored } from './check.fixture.js';

const begin = (desk: Desk, other: object = {}) =>
  desk.identityChecks.start(desk.attempt(portal), { challenge: 'code', ...other });

const say = (desk: Desk, id: string, code: string) =>
  desk.identityChecks.answer(desk.attempt(portal), id, { 'one-time-code': code });

/** What was recorded of notifications once everything is done. */
const toldIn = async (desk: Desk) => {
  await setImmediate();
  const facts = await factsOf(desk);
  return facts.filter(({ type }) => type.startsWith('Notification'));
};

describe('a one-time code', () => {
  it('verifies the one who receives it', async () => {
    const desk = new Desk();
    const { id } = await begin(desk);
    expect(desk.parts.notificationSender.notifications).toMatchObject([
      { route: 'telephone', to: stored.telephone },
    ]);
    expect(await say(desk, id, desk.parts.notificationSender.code)).toMatchObject({
      outcome: 'verified',
    });
  });

  it.each(['353871234567', '+442079460000;ext=12'])(
    'is not sent to %s, which may be answered by a stranger',
    async (telephone) => {
      const desk = new Desk();
      desk.parts.known.put('salma', { ...stored, telephone });
      await begin(desk);
      expect(desk.parts.notificationSender.notifications).toMatchObject([{ route: 'email' }]);
      desk.parts.known.put('salma', { telephone });
      await begin(desk);
      expect(desk.parts.notificationSender.notifications).toHaveLength(1);
    },
  );

  it('is not kept in the log', async () => {
    const desk = new Desk();
    await begin(desk);
    expect(JSON.stringify(await factsOf(desk))).not.toContain(desk.parts.notificationSender.code);
  });

  it('does not verify in another check', async () => {
    const desk = new Desk();
    await begin(desk);
    const { code } = desk.parts.notificationSender;
    const { id } = await begin(desk);
    expect(await say(desk, id, code)).toMatchObject({ outcome: 'open' });
  });

  it('verifies once', async () => {
    const desk = new Desk();
    const { id } = await begin(desk);
    const { code } = desk.parts.notificationSender;
    await say(desk, id, code);
    const after = await desk.parts.store.head();
    await say(desk, id, code);
    expect(await desk.parts.store.head()).toBe(after);
  });

  it('goes to a route that is not itself being changed', async () => {
    const desk = new Desk();
    await begin(desk, { changing: 'telephone' });
    expect(desk.parts.notificationSender.notifications).toMatchObject([{ route: 'email' }]);
  });

  it('goes nowhere near a route that was changed lately', async () => {
    const desk = new Desk();
    const data = {
      change: 'c1',
      field: 'telephone',
      standing: 'in-force',
      saidAt: monday,
    } as const;
    const command = { ...desk.context(clock), type: 'AnnounceChange', data } as const;
    await desk.parts.commands.send(desk.parts.changes, 'salma', command);
    await begin(desk);
    expect(desk.parts.notificationSender.notifications).toMatchObject([{ route: 'email' }]);
  });

  it('answers the same where nobody can be reached, and no code verifies there', async () => {
    const desk = new Desk();
    const reached = await begin(desk);
    const nobody = await desk.identityChecks.start(desk.attempt(portal, 'nobody'), {
      challenge: 'code',
    });
    expect({ ...nobody, id: '', position: 0 }).toEqual({ ...reached, id: '', position: 0 });
    expect(desk.parts.notificationSender.notifications).toHaveLength(1);
  });

  it('is recorded as told, by its route and its check', async () => {
    const desk = new Desk();
    const { id } = await begin(desk);
    const told = { customer: 'salma', topic: 'one-time-code', about: { check: id } };
    expect(await toldIn(desk)).toEqual([
      { type: 'NotificationSent', data: { ...told, language: 'both', route: 'telephone' } },
    ]);
  });

  it('leaves as many events where nobody can be reached', async () => {
    const desk = new Desk();
    const eventsAfter = async (customer: string) => {
      const after = await desk.parts.store.head();
      await desk.identityChecks.start(desk.attempt(portal, customer), { challenge: 'code' });
      await setImmediate();
      // Positions have gaps, so events are counted.
      return (await desk.parts.store.readAll({ after, limit: 100 })).length;
    };
    expect(await eventsAfter('nobody')).toBe(await eventsAfter('salma'));
    expect(await toldIn(desk)).toMatchObject([
      { type: 'NotificationNotSent', data: { customer: 'nobody', because: 'no-route' } },
      { type: 'NotificationSent', data: { customer: 'salma' } },
    ]);
  });

  it('is not recorded during a pause, no matter who it was for', async () => {
    const desk = new Desk();
    for (let i = 0; i < 10; i++) {
      await begin(desk);
      await desk.identityChecks.start(desk.attempt(portal, 'nobody'), { challenge: 'code' });
    }
    const told = (await toldIn(desk)).length;
    await begin(desk);
    await desk.identityChecks.start(desk.attempt(portal, 'nobody'), { challenge: 'code' });
    expect(await toldIn(desk)).toHaveLength(told);
  });

  it('is sent once when the request is repeated', async () => {
    const desk = new Desk();
    const attempt = desk.attempt(portal);
    await desk.identityChecks.start(attempt, { challenge: 'code' });
    const again = { ...attempt, context: { ...attempt.context, repeated: true } };
    await desk.identityChecks.start(again, { challenge: 'code' });
    expect(desk.parts.notificationSender.notifications).toHaveLength(1);
  });

  it('is not sent again and again', async () => {
    const desk = new Desk();
    for (let i = 0; i < 10; i++) await begin(desk);
    expect(desk.parts.notificationSender.notifications).toHaveLength(4);
  });
});

describe('a document', () => {
  it('is for staff to see, and says its kind', async () => {
    const desk = new Desk();
    const { id } = await desk.identityChecks.start(desk.attempt(ana), { challenge: 'document' });
    const seen = await desk.identityChecks.answer(desk.attempt(ana), id, { document: 'passport' });
    expect(seen).toMatchObject({ outcome: 'verified' });
    expect(await factsOf(desk)).toContainEqual({
      type: 'IdentityFactorChecked',
      data: { factor: 'document', outcome: 'match', round: 0, document: 'passport' },
    });
  });
});
