import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type Person, TestDesk } from '../support/desk.js';

describe('what somebody could see when they decided', () => {
  let desk: TestDesk;
  let [salma, ana, ada] = [] as unknown as Person[];
  let ticket: string;

  const frames = async (query = '') =>
    (await ada!('GET', `/v1/audit/tickets/${ticket}/replay${query}`)).body.items;
  const decision = async (type: string) => {
    const frame = (await frames()).findLast((one: { type: string }) => one.type === type);
    return (await ada!('GET', `/v1/audit/decisions/${frame.position}`)).body;
  };

  beforeAll(async () => {
    desk = await TestDesk.open();
    salma = await desk.person('customer', 'salma');
    ana = await desk.person('agent', 'ana');
    ada = await desk.person('auditor', 'ada');
    await salma('POST', '/v1/customers/salma/claims', { field: 'name', value: 'Salma Hassan' });
    const told = { hurts: 'Marigold Lane is silent.' };
    const asked = { kind: 'incident', subject: 'No tone', told };
    ticket = String((await salma('POST', '/v1/tickets', asked)).body.id);
    await ana('PUT', `/v1/tickets/${ticket}/queue`, { queue: 'telephony' });
    await salma('POST', `/v1/tickets/${ticket}/replies`, { text: 'Still silent.' });
    await salma('POST', '/v1/customers/salma/claims', { field: 'name', value: 'Salma Osman' });
  });
  afterAll(() => desk.close());

  it('is the ticket just before, and the record as it was then', async () => {
    const { type, by, saw } = await decision('TicketQueued');
    expect([type, by]).toEqual(['TicketQueued', { kind: 'agent', id: 'ana' }]);
    expect(saw.ticket.queue).toBe('intake');
    expect(saw.record.fields.name.value).toBe('Salma Hassan');
  });

  it('is what a customer is shown, where a customer decided', async () => {
    const { saw } = await decision('CustomerReplied');
    expect(saw.ticket).not.toHaveProperty('queue');
    expect(saw.record.fields.name).not.toHaveProperty('by');
  });

  it('is nothing before the beginning, and nobody else’s', async () => {
    const [first] = await frames();
    const path = `/v1/audit/decisions/${first.position}`;
    expect((await ada!('GET', path)).body.saw.ticket).toBeNull();
    const eve = await desk.person('auditor', 'eve', 'other');
    expect((await eve('GET', path)).status).toBe(404);
    expect((await ana!('GET', path)).status).toBe(403);
    expect((await ada!('GET', '/v1/audit/decisions/999999')).status).toBe(404);
  });

  it('is replayed without any personal value where nobody asks for one, which leaves no trace', async () => {
    const omar = await desk.person('customer', 'omar');
    const asked = { kind: 'incident', subject: 'No picture', told: { hurts: 'Dark.' } };
    const { id } = (await omar('POST', '/v1/tickets', asked)).body;
    const read = async (query: string) =>
      (await ada!('GET', `/v1/audit/tickets/${id}/replay${query}`)).body.items;
    const readers = async () => (await omar('GET', '/v1/customers/omar/data')).body.readBy;
    const hidden = await read('?personal=false');
    expect(JSON.stringify(hidden)).not.toMatch(/No picture|Dark/);
    expect(hidden[0].after).toMatchObject({ subject: '[erased]', status: 'open' });
    expect(await readers()).toEqual([]);
    const shown = await read('');
    expect(shown).toHaveLength(hidden.length);
    expect(shown[0].after.subject).toBe('No picture');
    expect(await readers()).toContainEqual(expect.objectContaining({ reader: 'ada' }));
  });
});
