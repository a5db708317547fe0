import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TicketDesk, ticketDesk } from '../tickets-app.fixture.js';

let desk: TicketDesk;
beforeAll(async () => {
  desk = await ticketDesk();
});
afterAll(() => desk.close());

const erp = () => desk.as('integration', 'erp');
const open = (id: string, subject = 'From another system') =>
  erp().post('/v1/tickets', {
    kind: 'incident',
    subject,
    requester: { id: 'salma' },
    origin: { system: 'erp', id },
  });
const listed = async (id: string) =>
  (await erp().get(`/v1/tickets?origin=${encodeURIComponent(`erp:${id}`)}`)).body.items;

describe('a ticket of another system', () => {
  it('is one ticket, however often it is sent: the second is answered with the first', async () => {
    const first = await open('INC1');
    const again = await open('INC1', 'Told again');
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(again.headers['location']).toBe(first.headers['location']);
    expect(await listed('INC1')).toMatchObject([{ subject: 'From another system' }]);
  });

  it('is one ticket of eight who send it at once', async () => {
    const said = await Promise.all(Array.from({ length: 8 }, () => open('INC2')));
    expect(said.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 201));
    expect(new Set(said.map(({ body }) => body.id)).size).toBe(1);
    expect(await listed('INC2')).toHaveLength(1);
  });

  it('is another one under another number, and in another tenant', async () => {
    const one = await open('INC3');
    expect((await open('INC4')).body.id).not.toBe(one.body.id);
    const elsewhere = await desk.as('integration', 'erp', 'other').post('/v1/tickets', {
      kind: 'incident',
      subject: 'Theirs',
      requester: { id: 'omar' },
      origin: { system: 'erp', id: 'INC3' },
    });
    expect(elsewhere.body.id).not.toBe(one.body.id);
  });

  it('is opened by the next one where the first was refused', async () => {
    const refused = await erp().post('/v1/tickets', {
      kind: 'incident',
      subject: 'For nobody',
      origin: { system: 'erp', id: 'INC5' },
    });
    expect(refused.body.code).toBe('ticket.for-whom');
    expect((await open('INC5')).status).toBe(201);
    expect(await listed('INC5')).toMatchObject([{ subject: 'From another system' }]);
  });

  it('is not for a customer to state, who would learn of what is not theirs', async () => {
    const salma = desk.as('customer', 'salma');
    const origin = { system: 'erp', id: 'INC1' };
    const said = await salma.post('/v1/tickets', { kind: 'incident', subject: 'Mine', origin });
    expect([said.status, said.body.code]).toEqual([403, 'ticket.staff-only']);
  });
});
