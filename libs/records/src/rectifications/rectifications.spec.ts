import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordsDesk } from '../records-app.fixture.js';

type Desk = Awaited<ReturnType<typeof recordsDesk>>;

let desk: Desk;
let url: string;
beforeAll(async () => {
  desk = await recordsDesk();
  await desk.app.listen(0, '127.0.0.1');
  url = await desk.app.getUrl();
});
afterAll(() => desk.close());

const crm = () => desk.as('integration', 'crm');
const erp = () => desk.as('integration', 'erp');
const robin = () => desk.as('administrator', 'robin');
const list = '/v1/rectifications';

/** One was told wrong by crm, and says what is right. */
const correct = async (customer: string) => {
  const path = `/v1/customers/${customer}`;
  const fields = { 'preferred-name': 'Sam' };
  await crm().post(`${path}/imports`, { system: 'crm', row: customer, fields });
  const said = { field: 'preferred-name', value: 'Salma' };
  await desk.as('customer', customer).post(`${path}/claims`, said);
};

const noticeOf = async (customer: string) =>
  (await robin().get(`${list}?customer=${customer}&recipient=crm`)).body.items[0];

/** What a system is told as it happens, one by one, without what only says that it begins. */
const listening = async (sub: string, from?: string) => {
  const leaving = new AbortController();
  const authorization = await desk.bearer('integration', sub);
  const headers = { authorization, ...(from !== undefined && { 'last-event-id': from }) };
  const answer = await fetch(`${url}${list}/live`, { headers, signal: leaving.signal });
  const blocks = (async function* () {
    let text = '';
    for await (const piece of answer.body!.pipeThrough(new TextDecoderStream())) {
      const parts = `${text}${piece}`.split('\n\n');
      text = parts.pop() ?? '';
      yield* parts.filter((part) => part.includes('data: '));
    }
  })();
  const next = async () => {
    const { value = '' } = await blocks.next();
    const line = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(value)?.[1] ?? '';
    return { id: line('id'), event: line('event'), data: JSON.parse(line('data')) };
  };
  return { ready: await next(), next, leave: () => leaving.abort() };
};

describe('telling a system of its notices', () => {
  it('tells them as they fall due, with what is right, and that is on record', async () => {
    const { next, leave } = await listening('crm');
    await correct('salma');
    const { event, data } = await next();
    expect(event).toBe('notice');
    expect(data).toMatchObject({ customer: 'salma', recipient: 'crm', is: 'Salma' });
    await crm().get(list);
    expect(await noticeOf('salma')).toMatchObject({ status: 'sent', sentAt: expect.any(String) });
    leave();
  });

  it('tells what fell due meanwhile to anyone who comes back, and what was acknowledged to nobody', async () => {
    const before = await listening('crm');
    before.leave();
    await correct('omar');
    await correct('mona');
    const { notice } = await noticeOf('omar');
    expect((await crm().post(`${list}/${notice}/acknowledgement`)).status).toBe(200);
    const { next, leave } = await listening('crm', before.ready.id);
    expect((await next()).data).toMatchObject({ customer: 'mona' });
    leave();
  });

  it('tells what has lapsed, because the system has learned', async () => {
    await correct('huda');
    const { next, leave } = await listening('crm');
    const fields = { 'preferred-name': 'Salma' };
    await crm().post('/v1/customers/huda/imports', { system: 'crm', row: 'huda', fields });
    expect((await next()).data).toMatchObject({ customer: 'huda', status: 'lapsed' });
    leave();
  });

  it('tells nothing any more of somebody who was forgotten, only that it lapsed', async () => {
    await correct('amira');
    const { next, leave } = await listening('crm');
    const legalBasis = 'GDPR 17(1)(b)';
    await desk.as('customer', 'amira').post('/v1/customers/amira/erasure', { legalBasis });
    expect((await next()).data).toMatchObject({ customer: 'amira', status: 'lapsed' });
    for (const status of ['due', 'sent'])
      expect((await crm().get(`${list}?customer=amira&status=${status}`)).body.items).toEqual([]);
    leave();
  });

  it('is due until its own system has read it, no matter who else has, and then sent once', async () => {
    await correct('nour');
    await desk.as('agent', 'ana').get(list);
    await erp().get(list);
    expect(await noticeOf('nour')).toMatchObject({ status: 'due' });
    const mine = `${list}?customer=nour`;
    expect((await crm().get(mine)).body.items).toHaveLength(1);
    const { sentAt } = await noticeOf('nour');
    await crm().get(mine);
    expect(await noticeOf('nour')).toMatchObject({ status: 'sent', sentAt });
  });

  it('tells no other system: not in lists, not in counts, not live', async () => {
    const { next, leave } = await listening('billing');
    await correct('dina');
    expect((await erp().get(`${list}?count=exact`)).body).toEqual({ items: [], count: 0 });
    const crms = `${list}?recipient=crm&count=exact`;
    expect((await erp().get(crms)).body).toEqual({ items: [], count: 0 });
    const address = { street: 'Nile Street', houseNumber: '10' };
    const path = '/v1/customers/dina';
    await crm().post(`${path}/imports`, { system: 'crm', row: 'dina', fields: { address } });
    const said = { field: 'address', value: { houseNumber: '30' } };
    await desk.as('customer', 'dina').post(`${path}/claims`, said);
    expect((await next()).data).toMatchObject({ recipient: 'billing', field: 'address' });
    leave();
  });
});

describe('acknowledging a notice', () => {
  it('is for the system that it is addressed to; for others there is none', async () => {
    await correct('rana');
    const { notice } = await noticeOf('rana');
    const path = `${list}/${notice}/acknowledgement`;
    const unknown = `${list}/019ab3c4-5d6e-7ffc-8f00-0123456789ab/acknowledgement`;
    const stranger = await erp().post(path);
    expect(stranger.status).toBe(404);
    const nobody = (await erp().post(unknown)).body;
    expect({ ...stranger.body, instance: '' }).toEqual({ ...nobody, instance: '' });
    const elsewhere = desk.as('integration', 'crm', 'other');
    expect((await elsewhere.post(path)).status).toBe(404);
    expect((await desk.as('agent', 'ana').post(path)).status).toBe(403);
    expect((await crm().post(path)).status).toBe(200);
  });

  it('may be done by an administrator for a system that cannot', async () => {
    await correct('laila');
    const { notice } = await noticeOf('laila');
    expect((await robin().post(`${list}/${notice}/acknowledgement`)).status).toBe(200);
    expect(await noticeOf('laila')).toMatchObject({ status: 'acknowledged' });
  });
});
