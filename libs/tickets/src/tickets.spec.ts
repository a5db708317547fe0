import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TicketDesk, ticketDesk } from './tickets-app.fixture.js';

let desk: TicketDesk;
beforeAll(async () => {
  desk = await ticketDesk();
});
afterAll(() => desk.close());

const salma = () => desk.as('customer', 'salma');
const yusuf = () => desk.as('customer', 'yusuf');
const ana = () => desk.as('agent', 'ana');
const subjects = (items: readonly { subject: string }[]) => items.map(({ subject }) => subject);

describe('a ticket from report to closure', () => {
  it('is told once, worked on, proposed, and closed by the word of the customer', async () => {
    const path = await salma().open({
      subject: 'VPN drops every hour',
      told: { hurts: 'My VPN drops.', wants: 'A steady line' },
    });
    const classification = { category: 'network', impact: 'high', urgency: 'very-high' };
    const at = { 'if-match': '"2"' };
    expect((await ana().put(`${path}/classification`, classification, at)).status).toBe(200);
    await ana().put(`${path}/queue`, { queue: 'network' });
    await ana().post('/v1/queues/network/claims');
    await ana().post(`${path}/resolution`, { text: 'A longer lifetime.' });
    const early = await ana().post(`${path}/resolution/confirmation`, {});
    expect([early.status, early.body.code]).toEqual([403, 'ticket.requester-only']);
    expect((await salma().post(`${path}/resolution/confirmation`, {})).status).toBe(200);
    const { body, headers } = await salma().get(path);
    expect(body).toMatchObject({ status: 'closed', closedAs: 'confirmed', priority: 'high' });
    expect(headers['etag']).toBe(`"${body.version}"`);
    const { items } = (await salma().get(`${path}/timeline`)).body;
    expect(items.map(({ type }: { type: string }) => type)).toEqual([
      'TicketOpened',
      'PainPointTold',
      'TicketClassified',
      'PriorityDerived',
      'TicketAssigned',
      'ResolutionProposed',
      'ResolutionConfirmed',
      'TicketClosed',
    ]);
  });
});

describe('the history of a ticket', () => {
  const versionsIn = (items: readonly { version: number }[]) => items.map(({ version }) => version);

  it('comes a page at a time, by a cursor like that of every list, and begins where it is asked to', async () => {
    const path = `${await salma().open({ subject: 'Pages' })}/timeline`;
    for (const text of ['one', 'two', 'three'])
      await ana().post(path.replace('timeline', 'notes'), { text });
    const first = await ana().get(`${path}?limit=3`);
    expect(versionsIn(first.body.items)).toEqual([1, 2, 3]);
    const next = `${path}?limit=3&cursor=${first.body.nextCursor}`;
    expect(first.headers['link']).toBe(`<${next}>; rel="next"`);
    const rest = await ana().get(next);
    expect([versionsIn(rest.body.items), rest.body.nextCursor]).toEqual([[4], undefined]);
    expect(versionsIn((await ana().get(`${path}?from=2`)).body.items)).toEqual([2, 3, 4]);
    const forged = await ana().get(`${path}?cursor=AA.AA`);
    expect([forged.status, forged.body.code]).toEqual([400, 'http.cursor-invalid']);
  });
});

describe('what a customer may know', () => {
  it('is their own tickets, and those that they watch', async () => {
    const path = await salma().open({ subject: 'Only mine' });
    const strange = await yusuf().get(path);
    const missing = await yusuf().get('/v1/tickets/00000000-0000-7000-8000-000000000000');
    expect([strange.status, strange.body.code]).toEqual([404, 'ticket.not-found']);
    expect({ ...strange.body, instance: '' }).toEqual({ ...missing.body, instance: '' });
    expect(subjects((await yusuf().get('/v1/tickets')).body.items)).not.toContain('Only mine');
    await salma().post(`${path}/watchers`, { watcher: 'yusuf' });
    expect((await yusuf().get(path)).body.subject).toBe('Only mine');
    expect(subjects((await yusuf().get('/v1/tickets')).body.items)).toContain('Only mine');
  });

  it('ends at the tenant', async () => {
    const path = await salma().open({ subject: 'Here' });
    const elsewhere = desk.as('manager', 'ben', 'other');
    expect((await elsewhere.get(path)).status).toBe(404);
    expect((await elsewhere.post(`${path}/notes`, { text: 'x' })).status).toBe(404);
    expect((await elsewhere.get('/v1/tickets')).body.items).toEqual([]);
  });

  it('does not change by a note: their version stays good, and no moment tells of it', async () => {
    const path = await salma().open({ subject: 'Nothing new' });
    const before = await salma().get(path);
    await ana().post(`${path}/notes`, { text: 'secret' });
    await ana().put(`${path}/queue`, { queue: 'network' });
    const after = await salma().get(path);
    expect([after.headers['etag'], after.body]).toEqual([before.headers['etag'], before.body]);
    expect((await ana().get(path)).headers['etag']).toBe('"3"');
    const seen = { 'if-match': String(before.headers['etag']) };
    const said = await salma().post(`${path}/replies`, { text: 'Any news?' }, seen);
    expect([said.status, said.body.version]).toEqual([200, 4]);
    expect((await salma().get(path)).headers['etag']).toBe('"4"');
    const late = await salma().post(`${path}/replies`, { text: 'Again.' }, seen);
    expect([late.status, late.body.version]).toEqual([412, 4]);
  });

  it('is never a note, on any route', async () => {
    const path = await salma().open({ subject: 'Quiet please' });
    await ana().post(`${path}/notes`, { text: 'zanzibar: she sounds angry' });
    await ana().put(`${path}/queue`, { queue: 'difficult' });
    const routes = [path, `${path}/timeline`, '/v1/tickets', '/v1/tickets/export'];
    for (const route of [...routes, '/v1/search?q=zanzibar', `${path}/related`]) {
      const { status, body } = await salma().get(route);
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toMatch(/zanzibar|difficult/);
    }
    expect((await ana().get('/v1/search?q=zanzibar')).body.items).toHaveLength(1);
  });
});

describe('filters', () => {
  it('find what nobody has, what came from one system, and what changed and closed when', async () => {
    const origin = { system: 'legacy', id: '7' };
    const requester = { id: 'lena' };
    const at = { 'if-match': '*' };
    const mine = await ana().open({ subject: 'Had', requester, origin });
    await ana().put(`${mine}/assignee`, { assignee: 'ana' }, at);
    const other = await ana().open({ subject: 'Not had', requester });
    await ana().put(`${other}/queue`, { queue: 'legacy' }, at);
    const listed = async (query: string) =>
      subjects((await ana().get(`/v1/tickets?requester=lena&${query}`)).body.items).toSorted();
    expect(await listed('unassigned=true')).toEqual(['Not had']);
    expect(await listed('assignee=ana&unassigned=true')).toEqual(['Had', 'Not had']);
    expect(await listed('originSystem=legacy')).toEqual(['Had']);
    expect(await listed('changedAfter=2000-01-01T00:00:00Z')).toEqual(['Had', 'Not had']);
    expect(await listed('changedAfter=2999-01-01T00:00:00Z')).toEqual([]);
    expect(await listed('closedAfter=2000-01-01T00:00:00Z')).toEqual([]);
    const board = await ana().get('/v1/queues/legacy?unassigned=true');
    expect(subjects(board.body.items)).toEqual(['Not had']);
  });
});

describe('searching', () => {
  it('finds words in any script, folded', async () => {
    await salma().open({ subject: 'طابعة أحمد معطلة', told: { hurts: 'لا تطبع الطابعة' } });
    expect(subjects((await ana().get('/v1/tickets?q=احمد')).body.items)).toEqual([
      'طابعة أحمد معطلة',
    ]);
    expect((await ana().get('/v1/search?q=الطابعه')).body.items).toMatchObject([
      { subject: 'طابعة أحمد معطلة', text: 'لا تطبع الطابعة' },
    ]);
    expect((await ana().get('/v1/search?q=طابعة')).body.items).toHaveLength(1);
    expect((await salma().get('/v1/search?q=تطبع')).body.items).toHaveLength(1);
    expect((await yusuf().get('/v1/search?q=تطبع')).body.items).toEqual([]);
  });

  it.each(['"', '%', '🎉'])('finds nothing by %s alone, on any route', async (sign) => {
    await salma().open({ subject: 'Something', told: { hurts: 'Something' } });
    const q = encodeURIComponent(sign);
    expect((await ana().get(`/v1/search?q=${q}`)).body).toEqual({ tickets: [], items: [] });
    for (const list of ['/v1/tickets', '/v1/queues/intake', '/v1/my-work'])
      expect((await ana().get(`${list}?q=${q}&count=exact`)).body).toEqual({ items: [], count: 0 });
    const exported = (await ana().get(`/v1/tickets/export?q=${q}`)).body;
    expect(JSON.parse(exported)).toMatchObject({ $end: true, count: 0 });
  });

  it('finds the name of the one who asked', async () => {
    await ana().open({ subject: 'A name', requester: { id: 'lena', name: 'Lena Müller' } });
    expect(subjects((await ana().get('/v1/search?q=muller')).body.tickets)).toEqual(['A name']);
  });
});

describe('attachments', () => {
  const content = 'line one\nline two\n';
  const text = { 'content-type': 'text/plain' };

  it('come back as they were sent, with their digest in the event', async () => {
    const path = await salma().open({ subject: 'With a file' });
    const sent = await salma().post(`${path}/attachments?name=سجل.txt`, content, text);
    expect(sent.status).toBe(201);
    const got = await salma().get(String(sent.headers['location']));
    expect(got.body).toBe(content);
    expect(got.headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''%D8/);
    const { items } = (await ana().get(`${path}/timeline`)).body;
    expect(items.at(-1)).toMatchObject({
      type: 'AttachmentAdded',
      data: {
        name: 'سجل.txt',
        size: content.length,
        mediaType: 'text/plain',
        sha256: createHash('sha256').update(content).digest('hex'),
      },
    });
  });

  it('are in the answer of their ticket, by the id that sending one answers', async () => {
    const path = await salma().open({ subject: 'With two files', told: { hurts: 'It drops.' } });
    const { body } = await salma().post(`${path}/attachments?name=a.txt`, content, text);
    await ana().post(`${path}/attachments?name=b.txt&staffOnly=true`, content, text);
    const seen = async (person: ReturnType<typeof ana>) => (await person.get(path)).body;
    expect((await seen(salma())).attachments).toMatchObject([
      { attachment: body.attachment, name: 'a.txt', staffOnly: false, by: { id: 'salma' } },
    ]);
    expect((await seen(ana())).attachments).toHaveLength(2);
    expect(await seen(ana())).toMatchObject({ painPoint: { hurts: 'It drops.' } });
  });

  it('for staff are not there for customers', async () => {
    const path = await salma().open({ subject: 'With a secret' });
    const sent = await ana().post(`${path}/attachments?name=a.txt&staffOnly=true`, content, text);
    const location = String(sent.headers['location']);
    expect((await ana().get(location)).status).toBe(200);
    expect((await salma().get(location)).body.code).toBe('ticket.not-found');
    expect((await yusuf().get(location)).status).toBe(404);
  });

  it('are refused when they are of a type that a browser would run', async () => {
    const path = await salma().open({ subject: 'With a trap' });
    const html = { 'content-type': 'text/html' };
    const sent = await salma().post(`${path}/attachments?name=a.html`, '<script>', html);
    expect([sent.status, sent.body.code]).toEqual([415, 'http.upload-type']);
    const named = await salma().post(`${path}/attachments?name=a.html`, '<script>', text);
    expect([named.status, named.body.code]).toEqual([415, 'http.upload-type']);
  });
});

describe('what customers are not told', () => {
  it.each([
    'queue=intake',
    'origin=servicenow:INC1',
    'originSystem=servicenow',
    `related=${'0'.repeat(8)}-0000-7000-8000-000000000000`,
  ])('is no filter for them: %s', async (filter) => {
    for (const list of ['/v1/tickets', '/v1/tickets/export']) {
      const refused = await salma().get(`${list}?${filter}`);
      expect([refused.status, refused.body.code]).toEqual([403, 'ticket.staff-only']);
      expect((await ana().get(`${list}?${filter}`)).status).toBe(200);
    }
  });
});

describe("another customer's ticket", () => {
  it('is not there on any version either', async () => {
    const hers = await salma().open({ subject: 'Hers alone' });
    const nobodys = '/v1/tickets/00000000-0000-7000-8000-000000000000';
    for (const version of ['"1"', '"99"'])
      for (const path of [hers, nobodys]) {
        const headers = { 'if-match': version };
        const said = await yusuf().post(`${path}/replies`, { text: 'Whose is it?' }, headers);
        expect([path, said.status, said.body.code]).toEqual([path, 404, 'ticket.not-found']);
      }
  });
});

describe('an export', () => {
  it('ends with how many there were, and their digest', async () => {
    const { body } = await ana().get('/v1/tickets/export?requester=salma');
    const lines = String(body).trim().split('\n');
    const end = JSON.parse(lines.pop()!);
    expect(end).toMatchObject({ $end: true, count: lines.length });
    const bytes = lines.map((line) => `${line}\n`).join('');
    expect(end.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  });
});
