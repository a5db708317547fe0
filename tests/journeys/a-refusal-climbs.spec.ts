import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { eventually, type Person, TestDesk } from '../support/desk.js';

const minutes = (count: number) => count * 60_000;
const asked = { reason: 'Three call-backs were missed.', wants: 'An engineer on site this week.' };

describe('a refusal is a fact with a name and a reason, and it climbs', () => {
  let desk: TestDesk;
  let [salma, omar, ana, mona, max, robin] = [] as unknown as Person[];
  let ticket: string;
  let escalation: string;

  const open = async (subject: string) => {
    const { body } = await salma!('POST', '/v1/tickets', { kind: 'incident', subject });
    await ana!('PUT', `/v1/tickets/${body.id}/queue`, { queue: 'network' });
    return body.id as string;
  };
  const ask = (person = salma!, about = ticket, more: object = {}) =>
    person('POST', '/v1/escalations', { ticket: about, ...asked, ...more });
  const read = async (person = salma!, path = escalation) => (await person('GET', path)).body;
  const path = (id: string) => `/v1/escalations/${id}`;
  const mine = async (person: Person) => (await person('GET', '/v1/my-escalations')).body.items;

  beforeAll(async () => {
    desk = await TestDesk.open({ AMENDS_ADMINISTRATOR: 'root' });
    salma = await desk.person('customer', 'salma');
    omar = await desk.person('customer', 'omar');
    ana = await desk.person('agent', 'ana');
    mona = await desk.person('manager', 'mona');
    max = await desk.person('manager', 'max');
    robin = await desk.person('manager', 'robin');
    const made = await mona('POST', '/v1/teams', { name: 'Network', accountable: 'mona' });
    const managers = ['mona', 'max', 'robin'].map((manager) => ({
      manager,
      deputies: [],
      timeZone: 'Africa/Cairo',
    }));
    await mona('PUT', `/v1/teams/${made.body.id}/escalation-chain`, { managers });
    await mona('PUT', '/v1/queues/network/team', { team: made.body.id });
    ticket = await open('VPN drops');
  });
  afterAll(() => desk.close());

  it('Salma asks without any permission; it is offered at once, with a deadline she sees', async () => {
    const { status, body } = await ask();
    expect(status).toBe(201);
    escalation = path(body.id);
    expect(await read()).toMatchObject({
      status: 'offered',
      accountable: 'mona',
      offers: [{ person: 'mona', outcome: 'open' }],
      asked: [{ customer: 'salma', ...asked }],
    });
    const { offers, due } = await read();
    expect(due).toBe(offers[0].until);
    expect(Date.parse(due)).toBeGreaterThan(Date.parse(desk.clock.now()));
    expect(await mine(mona!)).toHaveLength(1);
  });

  it('is nobody else’s to see or to ask', async () => {
    expect((await omar!('GET', escalation)).body.code).toBe('escalation.not-found');
    expect((await omar!('GET', '/v1/escalations')).body.items).toEqual([]);
    expect((await ask(omar!)).body.code).toBe('escalation.not-found');
    const wrong = await ask(ana!, ticket, { onBehalfOf: 'omar' });
    expect(wrong.body.code).toBe('escalation.ticket-not-found');
  });

  it('Mona declines only with a reason; Salma reads it, and it is with the next one at once', async () => {
    expect((await mona!('POST', `${escalation}/refusals`, {})).status).toBe(422);
    const early = await max!('POST', `${escalation}/refusals`, { reason: 'No time.' });
    expect(early.body.code).toBe('escalation.not-offered-to-you');
    const refusal = { reason: 'I planned the work that failed.', name: 'Mona' };
    await mona!('POST', `${escalation}/refusals`, refusal);
    expect(await read()).toMatchObject({
      climbs: 1,
      offers: [
        { person: 'mona', outcome: 'declined', ...refusal },
        { person: 'max', outcome: 'open' },
      ],
    });
    expect(await mine(mona!)).toEqual([]);
    expect(await mine(max!)).toHaveLength(1);
  });

  it('two managers who act at once: one of them has it', async () => {
    const { body } = await ask(salma!, await open('The printer jams'));
    const answers = await Promise.all([
      mona!('POST', `${path(body.id)}/acceptance`, { name: 'Mona' }),
      max!('POST', `${path(body.id)}/acceptance`, {}),
      mona!('POST', `${path(body.id)}/refusals`, { reason: 'By mistake, from my other window.' }),
    ]);
    const [accepted, byMax, declined] = answers.map(({ status }) => status === 200);
    expect(accepted).toBe(!declined);
    const { owner, offers } = await read(salma!, path(body.id));
    expect(owner?.person).toBe(accepted ? 'mona' : byMax ? 'max' : undefined);
    expect(offers.filter(({ outcome }: never) => outcome === 'open')).toHaveLength(owner ? 0 : 1);
  });

  it('asking again joins the open one, also by two at the same moment', async () => {
    expect((await ask()).body.id).toBe(escalation.split('/').at(-1));
    await salma!('POST', `/v1/tickets/${ticket}/watchers`, { watcher: 'omar' });
    await Promise.all([ask(omar!), ask(ana!, ticket, { onBehalfOf: 'salma' })]);
    expect((await read()).asked).toHaveLength(4);
    expect((await read(omar!)).people).toEqual(['salma', 'omar']);
    const another = await open('The phone is dead');
    const both = await Promise.all([ask(salma!, another), ask(ana!, another)]);
    expect(new Set(both.map(({ body }) => body.id)).size).toBe(1);
    expect((await read(salma!, path(both[0]!.body.id))).asked).toHaveLength(2);
  });

  it('the board and Salma hear of it as it changes, and nobody else does', async () => {
    await desk.desk.app.listen(0, '127.0.0.1');
    const address = await desk.desk.app.getUrl();
    const listen = async (person: Person, url: string) => {
      const leaving = new AbortController();
      const headers = { authorization: `Bearer ${person.token}`, 'last-event-id': '0' };
      const answer = await fetch(`${address}${url}`, { headers, signal: leaving.signal });
      let heard = '';
      for await (const piece of answer.body!.pipeThrough(new TextDecoderStream())) {
        heard += piece;
        if (!answer.ok || heard.includes('I planned the work that failed.')) break;
      }
      leaving.abort();
      return { status: answer.status, heard };
    };
    expect((await listen(mona!, '/v1/escalations/live')).heard).toContain('event: changed');
    expect((await listen(salma!, `${escalation}/live`)).heard).toContain('event: changed');
    const stranger = await desk.person('customer', 'yusuf');
    expect((await listen(stranger, `${escalation}/live`)).status).toBe(404);
    expect((await listen(stranger, '/v1/escalations/live')).status).toBe(403);
  });

  it('silence climbs at the deadline, though the desk was down; the last one is assigned', async () => {
    await desk.desk.close();
    desk.clock.advance(minutes(40));
    await desk.start();
    await eventually(async () => (await read()).owner !== undefined);
    const row = await read();
    expect(row).toMatchObject({
      status: 'accepted',
      accountable: 'robin',
      climbs: 2,
      owner: { person: 'robin', assigned: true },
      offers: [{}, { person: 'max', outcome: 'lapsed' }],
    });
    expect(Date.parse(row.offers[1].answeredAt)).toBeGreaterThan(Date.parse(row.offers[1].until));
  });

  it('the last in line cannot decline, and each one was told', async () => {
    const refused = await robin!('POST', `${escalation}/refusals`, { reason: 'I am busy.' });
    expect(refused.body.code).toBe('escalation.last-in-line');
    const topics = async (person: Person) =>
      (await person('GET', '/v1/my-notices')).body.items.map(({ topic }: never) => topic);
    await eventually(async () => (await topics(robin!)).length > 0);
    expect(await topics(robin!)).toContain('escalation-assigned');
    expect(await topics(max!)).toContain('escalation-offered');
  });

  it('is resolved when Salma says so, and can be asked for anew', async () => {
    await robin!('POST', `${escalation}/resolution`, { outcome: 'An engineer comes today.' });
    await salma!('POST', `${escalation}/resolution/return`, { reason: 'Nobody came.' });
    expect(await read()).toMatchObject({
      status: 'accepted',
      returns: [{ reason: 'Nobody came.' }],
    });
    await robin!('POST', `${escalation}/resolution`, { outcome: 'The engineer was there.' });
    const own = await robin!('POST', `${escalation}/resolution/confirmation`, {
      onBehalfOf: 'salma',
    });
    expect(own.body.code).toBe('escalation.own-resolution');
    await salma!('POST', `${escalation}/resolution/confirmation`, { words: 'Thank you.' });
    expect(await read()).toMatchObject({ status: 'closed', closedAs: 'confirmed', due: null });
    const next = await ask();
    expect(path(next.body.id)).not.toBe(escalation);
  });

  it('says of each manager what they answered', async () => {
    const to = new Date(Date.parse(desk.clock.now()) + minutes(1)).toISOString();
    const { body } = await robin!('GET', `/v1/escalations/answers?to=${to}`);
    const of = (person: string) => body.items.find((each: never) => each['person'] === person);
    expect(of('max').lapsed).toBeGreaterThan(0);
    expect(of('mona').accepted + of('mona').declined).toBe(2);
    expect((await salma!('GET', '/v1/escalations/answers')).status).toBe(403);
  });
});
