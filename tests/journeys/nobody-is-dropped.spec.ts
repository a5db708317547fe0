import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { eventually, type Person, TestDesk } from '../support/desk.js';

const MINUTE = 60_000;

describe('nobody is dropped', () => {
  let desk: TestDesk;
  let salma: Person;
  let omar: Person;
  let pbx: Person;
  let ana: Person;
  let ben: Person;
  let mona: Person;
  let contact: string;
  let count = 0;

  /** A notice of the telephone system, of something that happened so many seconds ago. */
  const tell = async (what: string, more: object = {}, secondsAgo = 0) => {
    const at = new Date(Date.now() - secondsAgo * 1000).toISOString();
    const notice = { notice: `pbx-${(count += 1)}`, what, at, ...more };
    const said = await pbx('POST', `${contact}/events`, notice);
    expect(said.status).toBe(200);
    return notice;
  };
  const read = async (person = ana) => (await person('GET', contact)).body;
  const promises = async () =>
    (await salma('GET', `/v1/promises?contact=${contact.split('/').at(-1)}`)).body.items;

  beforeAll(async () => {
    desk = await TestDesk.open();
    salma = await desk.person('customer', 'salma');
    omar = await desk.person('customer', 'omar');
    pbx = await desk.person('integration', 'pbx');
    ana = await desk.person('agent', 'ana');
    ben = await desk.person('agent', 'ben');
    mona = await desk.person('manager', 'mona');
    const made = await mona('POST', '/v1/teams', { name: 'Mobile', accountable: 'mona' });
    await mona('PUT', '/v1/queues/mobile/team', { team: made.body.id });
  });
  afterAll(() => desk.close());

  it('from the first ring on, one named person is accountable for the call', async () => {
    const call = { customer: 'salma', channel: 'call', queue: 'mobile' };
    const { status, body } = await pbx('POST', '/v1/contacts', call);
    expect(status).toBe(201);
    contact = `/v1/contacts/${body.id}`;
    expect(await read()).toMatchObject({ status: 'open', accountable: 'mona' });
    await tell('agent-joined', { agent: 'ana', toldAs: 'Jana' });
    expect(await read()).toMatchObject({ accountable: 'ana', agents: [{ toldAs: 'Jana' }] });
  });

  it('the call is nobody else’s to see', async () => {
    expect((await omar('GET', contact)).body.code).toBe('contact.not-found');
    expect((await omar('GET', '/v1/contacts')).body.items).toEqual([]);
    expect((await salma('GET', '/v1/contacts')).body.items).toHaveLength(1);
    expect((await read(salma)).queue).toBeUndefined();
  });

  it('a refused hand-off leaves the giver accountable', async () => {
    await ana('POST', `${contact}/handoffs`, { person: 'ben', reason: 'He knows the tariff.' });
    const [{ handoff }] = (await read()).handoffs;
    await ben('POST', `${contact}/handoffs/${handoff}/refusal`, { reason: 'I am leaving.' });
    expect(await read(salma)).toMatchObject({
      accountable: 'ana',
      handoffs: [{ status: 'declined', by: 'ben', answer: 'I am leaving.' }],
    });
  });

  it('“I’ll put you through” that drops the call promises a call-back, once', async () => {
    const call = { customer: 'salma', channel: 'call', queue: 'mobile' };
    contact = `/v1/contacts/${(await pbx('POST', '/v1/contacts', call)).body.id}`;
    await tell('agent-joined', { agent: 'ana' }, 60);
    await tell('handoff-offered', { handoff: 'x-2', queue: 'billing' }, 30);
    const dropped = await tell('dropped', {}, 10);
    await pbx('POST', `${contact}/events`, dropped);
    await tell('dropped', {}, 9);
    await eventually(async () => (await promises()).length > 0);
    await desk.restart();
    await pbx('POST', `${contact}/events`, dropped);
    expect(await promises()).toMatchObject([
      { accountable: 'ana', topic: 'We lost you on the line.' },
    ]);
    expect((await ana('GET', '/v1/my-promises')).body.items).toHaveLength(1);
  });

  it('a hand-off that was accepted is told late, and stands at its moment', async () => {
    const call = { customer: 'salma', channel: 'call', queue: 'mobile' };
    contact = `/v1/contacts/${(await pbx('POST', '/v1/contacts', call)).body.id}`;
    await tell('handoff-accepted', { handoff: 'x-3', agent: 'ben' }, 20);
    await tell('handoff-offered', { handoff: 'x-3', person: 'ben' }, 40);
    await tell('agent-joined', { agent: 'ana' }, 60);
    expect(await read()).toMatchObject({
      accountable: 'ben',
      handoffs: [{ status: 'accepted', by: 'ben' }],
    });
  });

  it('one that runs out while the desk is down promises a call-back, by the giver', async () => {
    const call = { customer: 'salma', channel: 'call', queue: 'mobile' };
    contact = `/v1/contacts/${(await pbx('POST', '/v1/contacts', call)).body.id}`;
    await tell('agent-joined', { agent: 'ana' });
    await tell('handoff-offered', { handoff: 'x-1', person: 'mona' });
    await desk.desk.close();
    desk.clock.advance(30 * MINUTE);
    await desk.start();
    await eventually(async () => (await promises()).length === 1);
    const [callback] = await promises();
    expect(callback).toMatchObject({ kind: 'callback', accountable: 'ana', status: 'due' });
    const { from, to } = callback.window;
    expect(Date.parse(to) - Date.parse(from)).toBe(15 * MINUTE);
    const { accountable, handoffs, callbacks } = await read();
    expect({ accountable, callbacks }).toEqual({ accountable: 'ana', callbacks: [callback.id] });
    expect(handoffs.at(-1)).toMatchObject({ status: 'timed-out' });
  });

  it('the line that breaks after it promises no second one', async () => {
    await tell('dropped');
    await desk.restart();
    expect(await promises()).toHaveLength(1);
    expect(await read()).toMatchObject({ status: 'dropped', accountable: 'ana' });
  });
});
