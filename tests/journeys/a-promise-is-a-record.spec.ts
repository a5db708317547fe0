import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { eventually, type Person, TestDesk } from '../support/desk.js';

const MINUTE = 60_000;
const minutes = (count: number) => count * MINUTE;
const days = (count: number) => count * 1440 * MINUTE;

describe('a promise is a record', () => {
  let desk: TestDesk;
  let salma: Person;
  let omar: Person;
  let ana: Person;
  let mona: Person;
  let ticket: string;
  let promise: string;

  /** A window that begins so many minutes from now and is an hour long. */
  const windowIn = (count: number) => {
    const from = Date.parse(desk.clock.now()) + minutes(count);
    const [begins, ends] = [from, from + minutes(60)].map((at) => new Date(at).toISOString());
    return { from: begins!, to: ends!, timeZone: 'Africa/Cairo' };
  };
  const read = async (person = ana, path = promise) => (await person('GET', path)).body;
  const hasBeenTold = async () => (await read()).misses.at(-1)?.told !== undefined;

  beforeAll(async () => {
    desk = await TestDesk.open();
    salma = await desk.person('customer', 'salma');
    omar = await desk.person('customer', 'omar');
    ana = await desk.person('agent', 'ana');
    mona = await desk.person('manager', 'mona');
    const made = await mona('POST', '/v1/teams', { name: 'Network', accountable: 'mona' });
    const chain = [{ manager: 'mona', deputies: [], timeZone: 'Africa/Cairo' }];
    await mona('PUT', `/v1/teams/${made.body.id}/escalation-chain`, { managers: chain });
    await mona('PUT', '/v1/queues/network/team', { team: made.body.id });
    const opened = await salma('POST', '/v1/tickets', { kind: 'incident', subject: 'VPN drops' });
    ticket = opened.body.id;
    await ana('PUT', `/v1/tickets/${ticket}/queue`, { queue: 'network' });
    await ana('PUT', `/v1/tickets/${ticket}/assignee`, { assignee: 'ana' });
  });
  afterAll(() => desk.close());

  it('Salma asks for a call-back; it is promised at once, by one named person', async () => {
    const { status, body } = await salma('POST', '/v1/promises', {
      kind: 'callback',
      topic: 'The VPN drops every hour',
      about: { ticket },
      window: windowIn(60),
      channel: 'phone',
    });
    expect(status).toBe(201);
    promise = `/v1/promises/${body.id}`;
    expect(await read(salma)).toMatchObject({
      status: 'due',
      accountable: 'ana',
      channel: 'phone',
    });
    expect((await ana('GET', '/v1/my-promises')).body.items).toHaveLength(1);
  });

  it('is nobody else’s to see', async () => {
    expect((await omar('GET', promise)).body.code).toBe('promise.not-found');
    expect((await omar('GET', '/v1/promises')).body.items).toEqual([]);
    expect((await omar('POST', `${promise}/release`, {})).body.code).toBe('promise.not-found');
  });

  it('is moved by us only with a reason, and by Salma freely', async () => {
    const window = windowIn(90);
    const refused = await ana('PUT', `${promise}/window`, { window });
    expect(refused.body.code).toBe('promise.reason-needed');
    await ana('PUT', `${promise}/window`, { window, why: 'The engineer is on the way.' });
    await salma('PUT', `${promise}/window`, { window: windowIn(120) });
    expect((await read(salma)).moves).toMatchObject([
      { by: 'staff', why: 'The engineer is on the way.' },
      { by: 'customer' },
    ]);
  });

  it('is not kept by trying', async () => {
    await ana('POST', `${promise}/attempts`, { outcome: 'no-answer' });
    expect(await read()).toMatchObject({ status: 'due', attempts: [{ by: 'ana' }] });
    expect((await ana('POST', `${promise}/outcome`, {})).status).toBe(422);
  });

  it('is missed by itself, though the desk was down when the window ended', async () => {
    const { window } = await read();
    await desk.desk.close();
    desk.clock.advance(minutes(210));
    await desk.start();
    await eventually(async () => (await read()).status === 'missed');
    const [miss] = (await read()).misses;
    expect(miss.due).toBe(window.to);
    expect(Date.parse(miss.noticed) - Date.parse(miss.due)).toBeGreaterThanOrEqual(minutes(29));
  });

  it('a miss tells the manager, once, and starts a clock of its own', async () => {
    await eventually(hasBeenTold);
    await desk.restart();
    const { items } = (await mona('GET', '/v1/my-notices?topic=promise-missed')).body;
    expect(items).toMatchObject([{ about: { promise: promise.split('/').at(-1) } }]);
    expect((await read()).misses).toMatchObject([{ told: 'mona' }]);
    expect(await read()).toHaveProperty('minutesMissed');
    const late = await ana('PUT', `${promise}/window`, { window: windowIn(1), why: 'Busy.' });
    expect(late.body.code).toBe('promise.window-over');
  });

  it('is kept late with an outcome; the miss stays on record, and counts', async () => {
    await ana('POST', `${promise}/outcome`, { outcome: 'The certificate is renewed.' });
    expect(await read(salma)).toMatchObject({
      status: 'kept',
      outcome: 'The certificate is renewed.',
      misses: [{}],
    });
    const to = new Date(Date.parse(desk.clock.now()) + MINUTE).toISOString();
    const { body } = await mona('GET', `/v1/promises/kept-rate?to=${to}`);
    const counted = { kept: 0, missed: 1, keptLate: 1, cases: 1, rate: 0 };
    expect(body).toMatchObject({ items: [counted], all: counted });
  });

  it('a week after Salma confirmed the resolution, a check-in asks whether it still works', async () => {
    await ana('POST', `/v1/tickets/${ticket}/resolution`, { text: 'The certificate is renewed.' });
    await salma('POST', `/v1/tickets/${ticket}/resolution/confirmation`, {});
    desk.clock.advance(days(7));
    const checkIns = async () => (await salma('GET', '/v1/promises?kind=check-in')).body.items;
    await eventually(async () => (await checkIns()).length === 1);
    const [checkIn] = await checkIns();
    expect(checkIn).toMatchObject({ topic: 'VPN drops', about: { ticket }, status: 'due' });
    promise = `/v1/promises/${checkIn.id}`;
  });

  it('"it does not work after all" opens a ticket that goes on with it', async () => {
    await salma('POST', `${promise}/answer`, { works: false, words: 'It drops again.' });
    const related = async () => (await salma('GET', `/v1/tickets/${ticket}/related`)).body.items;
    await eventually(async () => (await related()).length === 1);
    expect(await related()).toMatchObject([
      { relations: ['followed-by'], ticket: { status: 'open', requester: { id: 'salma' } } },
    ]);
  });
});
