import { describe, expect, it } from '@jest/globals';
import type { Actor } from '#eventing';

import type { ChangeCommand } from '../change/change.decider.js';
import {
  ana,
  clock,
  Desk,
  factsOf,
  hers,
  monday,
  omar,
  salma,
  stored,
} from '../check/check.fixture.js';

const passed = async (desk: Desk) => (await desk.ask({ ...hers, address: '10 High Street' })).id;

const of = (desk: Desk, by: Actor, field: string, check?: string) =>
  desk.assurance.of({
    context: desk.context(by),
    customer: 'salma',
    field,
    ...(check !== undefined && { check }),
  });

const changed = async (desk: Desk, field = 'telephone') => {
  const data = { change: 'c1', field, standing: 'in-force', saidAt: monday } as const;
  const announce: ChangeCommand = { ...desk.context(clock), type: 'AnnounceChange', data };
  await desk.parts.commands.send(desk.parts.changes, 'salma', announce);
  const tell: ChangeCommand = { ...desk.context(clock), type: 'MarkOldRouteTold', data };
  await desk.changeNotifications.handle('salma', tell);
};

const object = (desk: Desk) => {
  const data = { customer: 'salma', change: 'c1' };
  const command: ChangeCommand = { ...desk.context(salma), type: 'ObjectToChange', data };
  return desk.parts.commands.send(desk.parts.changes, 'salma', command);
};

describe('telling of a change', () => {
  it('goes to no number that can be read two ways', async () => {
    const desk = new Desk();
    desk.parts.known.put('salma', { ...stored, telephone: '353871234567' });
    await changed(desk);
    const { notifications } = desk.parts.notificationSender;
    expect(notifications.map(({ route }) => route)).toEqual(['email']);
  });
});

describe('how sure we are of who speaks', () => {
  it('is what was stated, where nobody verified anything', async () =>
    expect(await of(new Desk(), ana, 'language')).toEqual({ assurance: 'stated' }));

  it('is that the customer is signed in', async () =>
    expect(await of(new Desk(), salma, 'address')).toEqual({ assurance: 'authenticated' }));

  it('is not enough to be signed in, to change how one is reached', async () =>
    expect(await of(new Desk(), salma, 'telephone')).toEqual({ assurance: 'stated' }));

  it('is enough with a check', async () => {
    const desk = new Desk();
    const check = await passed(desk);
    expect(await of(desk, salma, 'telephone', check)).toMatchObject({
      assurance: 'authenticated',
    });
  });

  it('is enough after the near miss, to correct the address itself', async () => {
    const desk = new Desk();
    const { id } = await desk.ask(hers);
    await desk.identityChecks.answer(desk.attempt(), id, { 'customer-number': '47110815' });
    const assured = { assurance: 'verified', evidence: { check: id } };
    expect(await of(desk, ana, 'address', id)).toEqual(assured);
  });

  it('does not rest on the very field that is changed', async () => {
    const desk = new Desk();
    const check = await passed(desk);
    expect(await of(desk, ana, 'date-of-birth', check)).toMatchObject({ assurance: 'stated' });
    expect(await of(desk, ana, 'customer-number', check)).toMatchObject({ assurance: 'verified' });
  });

  it('is believed for half an hour', async () => {
    const desk = new Desk();
    const check = await passed(desk);
    desk.advance(1801);
    expect(await of(desk, ana, 'language', check)).toEqual({ assurance: 'stated' });
  });

  it('is not somebody else’s check', async () => {
    const desk = new Desk();
    const check = await passed(desk);
    const saying = { context: desk.context(omar), customer: 'omar', field: 'telephone', check };
    expect(await desk.assurance.of(saying)).toEqual({ assurance: 'stated' });
  });
});

describe('a change against the customer’s will', () => {
  it('is told to the routes that were known before', async () => {
    const desk = new Desk();
    await changed(desk);
    expect(desk.parts.notificationSender.notifications).toMatchObject([
      { route: 'telephone', about: 'change-announced' },
      { route: 'email', about: 'change-announced' },
    ]);
    const told = (await factsOf(desk)).at(-1)!;
    expect(told).toMatchObject({ type: 'OldRouteTold', data: { routes: ['telephone', 'email'] } });
    expect(JSON.stringify(told)).not.toContain(desk.parts.notificationSender.code);
  });

  it('is recorded as told by each of them, in the language that the record said before', async () => {
    const desk = new Desk();
    desk.parts.known.put('salma', { ...stored, language: 'ar-EG' });
    await changed(desk);
    const told = (await factsOf(desk)).filter(({ type }) => type === 'NotificationSent');
    const about = { topic: 'change-announced', about: { change: 'c1' }, language: 'ar' };
    expect(told).toMatchObject([
      { data: { ...about, route: 'telephone' } },
      { data: { ...about, route: 'email' } },
    ]);
  });

  it('leaves no code where there was no route to tell it to', async () => {
    const desk = new Desk();
    desk.parts.known.put('salma', {});
    await changed(desk);
    expect(desk.parts.notificationSender.notifications).toEqual([]);
    expect((await factsOf(desk)).at(-1)).toEqual({
      type: 'OldRouteTold',
      data: { change: 'c1', routes: [] },
    });
  });

  it('proves nothing once somebody objected', async () => {
    const desk = new Desk();
    await changed(desk, 'address');
    await object(desk);
    const said = { address: '10 High Street', 'date-of-birth': '1990-03-07' };
    expect(await desk.ask(said)).toMatchObject({ outcome: 'open', near: [] });
  });

  it('makes the next change of it need more', async () => {
    const desk = new Desk();
    await changed(desk, 'address');
    const saying = { context: desk.context(salma), customer: 'salma', field: 'address' };
    expect(await desk.assurance.of(saying)).toEqual({ assurance: 'authenticated' });
    await object(desk);
    expect(await desk.assurance.of(saying)).toEqual({ assurance: 'stated' });
  });
});
