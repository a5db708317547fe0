import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TicketDesk, ticketDesk } from '../tickets-app.fixture.js';

let desk: TicketDesk;
beforeAll(async () => {
  desk = await ticketDesk();
});
afterAll(() => desk.close());

const salma = () => desk.as('customer', 'salma');
const yusuf = () => desk.as('customer', 'yusuf');
const ana = () => desk.as('agent', 'ana');

describe('links', () => {
  it('are there at both ends', async () => {
    const one = await salma().open({ subject: 'Mail is slow' });
    const other = await yusuf().open({ subject: 'The mail server is full' });
    const [ticket] = other.split('/').slice(-1);
    expect((await ana().post(`${one}/links`, { ticket, relation: 'caused-by' })).status).toBe(200);
    await desk.happened(other, 'TicketsLinked');
    expect((await ana().get(`${other}/related`)).body.items).toMatchObject([
      { relations: ['cause-of'], ticket: { subject: 'Mail is slow' } },
    ]);
    expect((await ana().get(`${one}/related`)).body.items).toMatchObject([
      { relations: ['caused-by'], ticket: { subject: 'The mail server is full' } },
    ]);
    expect((await salma().get(`${one}/related?count=exact`)).body).toEqual({
      items: [],
      count: 0,
    });
  });

  it('are all told where two tickets are linked in two ways', async () => {
    const one = await salma().open({ subject: 'No dial tone' });
    const other = await yusuf().open({ subject: 'The exchange is down' });
    const ticket = other.split('/').at(-1)!;
    for (const relation of ['caused-by', 'child-of'])
      await ana().post(`${one}/links`, { ticket, relation });
    expect((await ana().get(`${one}/related?count=exact`)).body).toMatchObject({
      items: [
        { relations: ['caused-by', 'child-of'], ticket: { subject: 'The exchange is down' } },
      ],
      count: 1,
    });
  });

  it('go at both ends', async () => {
    const one = await salma().open({ subject: 'Not this one' });
    const other = await yusuf().open({ subject: 'Nor that one' });
    const ticket = other.split('/').at(-1)!;
    await ana().post(`${one}/links`, { ticket, relation: 'caused-by' });
    await desk.happened(other, 'TicketsLinked');
    expect((await ana().delete(`${one}/links/${ticket}/caused-by`)).status).toBe(200);
    await desk.happened(other, 'TicketsUnlinked');
    for (const path of [one, other])
      expect((await ana().get(`${path}/related`)).body.items).toEqual([]);
  });

  it('are refused to itself, and to what is not there', async () => {
    const one = await salma().open({ subject: 'Alone' });
    const itself = { ticket: one.split('/').at(-1), relation: 'related-to' };
    expect((await ana().post(`${one}/links`, itself)).body.code).toBe('ticket.link-to-itself');
    const nothing = {
      ticket: '00000000-0000-7000-8000-000000000000',
      relation: 'related-to',
    };
    expect((await ana().post(`${one}/links`, nothing)).body.code).toBe(
      'ticket.other-ticket-not-found',
    );
  });
});

describe('merging', () => {
  it('takes the people along, and sends replies on', async () => {
    const one = await salma().open({ subject: 'Twice' });
    const other = await salma().open({ subject: 'Once' });
    await salma().post(`${one}/watchers`, { watcher: 'yusuf' });
    const into = other.split('/').at(-1);
    const merge = { into, reason: 'The same.' };
    const merged = await ana().post(`${one}/merge`, merge, { 'if-match': '"2"' });
    expect(merged.status).toBe(200);
    await desk.happened(other, 'WatcherAdded');
    expect((await yusuf().get(other)).body).toMatchObject({ subject: 'Once' });
    for (const [from, to, relation] of [
      [one, other, 'duplicate-of'],
      [other, one, 'duplicated-by'],
    ] as const) {
      const link = { ticket: to.split('/').at(-1), relation };
      const { items } = (await salma().get(`${from}/timeline`)).body;
      const told = items.filter(({ type }: { type: string }) => type === 'TicketsLinked');
      expect(told.map(({ data }: { data: object }) => data)).toEqual([link]);
      expect((await salma().get(from)).body.links).toEqual([link]);
      expect((await salma().get(`${from}/related?count=exact`)).body).toMatchObject({
        items: [{ relations: [relation], ticket: { id: link.ticket } }],
        count: 1,
      });
    }
    const reply = await salma().post(`${one}/replies`, { text: 'Any news?' });
    expect(reply).toMatchObject({ status: 409, body: { code: 'ticket.merged', ticket: into } });
  });

  it('is undone by reopening: who came along reads it no more, through any chain', async () => {
    const paths: string[] = [];
    for (const subject of ['First', 'Second', 'Third']) paths.push(await salma().open({ subject }));
    const [first, second, third] = paths as [string, string, string];
    await salma().post(`${first}/watchers`, { watcher: 'yusuf' });
    for (const [from, to] of [
      [first, second],
      [second, third],
    ] as const) {
      const { headers } = await ana().get(from);
      const merge = { into: to.split('/').at(-1), reason: 'The same.' };
      await ana().post(`${from}/merge`, merge, { 'if-match': String(headers['etag']) });
      await desk.happened(to, 'WatcherAdded');
    }
    expect((await yusuf().get(third)).status).toBe(200);
    await ana().post(`${first}/reopening`, { reason: 'Another matter.' });
    await desk.happened(third, 'WatcherRemoved');
    for (const path of [second, third])
      expect((await yusuf().get(path)).body.code).toBe('ticket.not-found');
    expect((await yusuf().get(first)).body.subject).toBe('First');
    expect((await ana().get(`${second}/related`)).body.items).toMatchObject([
      { ticket: { subject: 'Third' } },
    ]);
  });

  it('is refused between different people', async () => {
    const one = await salma().open({ subject: 'Hers' });
    const other = await yusuf().open({ subject: 'His' });
    const merge = { into: other.split('/').at(-1), reason: 'The same.' };
    const refused = await ana().post(`${one}/merge`, merge, { 'if-match': '"1"' });
    expect(refused.body.code).toBe('ticket.other-customer');
  });
});
