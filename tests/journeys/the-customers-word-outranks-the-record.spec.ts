import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, TestDesk } from '../support/desk.js';

describe("the customer's word outranks the record, on a ticket", () => {
  let desk: TestDesk;
  let casey: Person;
  let amal: Person;
  let ticket: string;
  const read = async (person: Person) => (await person('GET', ticket)).body;
  const classify = async (impact: string) =>
    amal(
      'PUT',
      `${ticket}/classification`,
      { impact, urgency: 'medium' },
      { 'if-match': String((await amal('GET', ticket)).headers['etag']) },
    );

  beforeAll(async () => {
    desk = await TestDesk.open();
    casey = await desk.person('customer', 'casey');
    amal = await desk.person('agent', 'amal');
    const opened = await amal('POST', '/v1/tickets', {
      kind: 'incident',
      subject: 'Printer at house number 10',
      requester: { id: 'casey' },
      classification: { impact: 'low', urgency: 'medium' },
    });
    ticket = `/v1/tickets/${opened.body.id}`;
  });
  afterAll(() => desk.close());

  it('Casey corrects the subject, and it is so at once', async () => {
    const corrected = { fact: 'subject', is: 'Printer at house number 30' };
    expect((await casey('POST', `${ticket}/corrections`, corrected)).status).toBe(200);
    expect(await read(amal)).toMatchObject({ subject: 'Printer at house number 30' });
  });

  it('her ticket is found by the name that she corrects in her record, in any spelling', async () => {
    const found = async (person: Person, q: string) => {
      const words = `q=${encodeURIComponent(q)}`;
      const { tickets } = (await person('GET', `/v1/search?${words}`)).body;
      const { items, count } = (await person('GET', `/v1/tickets?${words}&count=exact`)).body;
      expect([items, count]).toEqual([tickets, tickets.length]);
      return (tickets as { id: string }[]).map(({ id }) => `/v1/tickets/${id}`);
    };
    expect(await found(amal, 'Müller')).toEqual([]);
    const named = { field: 'name', value: 'Casey Müller' };
    expect((await casey('POST', '/v1/customers/casey/claims', named)).status).toBe(200);
    for (const q of ['Müller', 'casey mueller', 'CaseyMuller'])
      expect(await found(amal, q)).toEqual([ticket]);
    const dana = await desk.person('customer', 'dana');
    expect(await found(dana, 'Müller')).toEqual([]);
    const auditor = await desk.person('auditor', 'aude');
    expect(await found(auditor, 'Müller')).toEqual([]);
  });

  it('she corrects the impact, and the priority follows', async () => {
    const { priority: before } = await read(amal);
    await casey('POST', `${ticket}/corrections`, { fact: 'impact', is: 'very-high' });
    const { priority, impact } = await read(amal);
    expect([before, priority, impact]).toEqual(['low', 'high', 'very-high']);
  });

  it('Amal cannot overwrite it; the answer names the correction', async () => {
    expect(await classify('low')).toMatchObject({
      status: 409,
      body: { code: 'ticket.customer-said-so', fact: 'impact' },
    });
    expect((await classify('very-high')).status).toBe(200);
  });

  it('she can dispute it, with a reason that Casey sees; the word stays in force', async () => {
    const reason = 'The printer next door works.';
    await amal('POST', `${ticket}/disputes`, { fact: 'impact', reason });
    expect(await read(casey)).toMatchObject({
      impact: 'very-high',
      corrections: { impact: { disputes: [{ reason }] } },
    });
  });

  it('neither a restart nor rebuilt views take it back', async () => {
    await desk.restart();
    const robin = await desk.person('administrator', 'robin');
    expect((await robin('POST', '/v1/views/tickets/rebuild')).status).toBe(202);
    expect(await read(amal)).toMatchObject({
      subject: 'Printer at house number 30',
      impact: 'very-high',
    });
  });
});
