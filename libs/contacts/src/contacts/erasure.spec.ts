import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ContextsApp } from '#platform/testing';

import { contactsDesk } from '../contacts-app.fixture.js';

describe('an erasure', () => {
  let desk: ContextsApp;
  let contact: string;

  beforeAll(async () => {
    desk = await contactsDesk();
    const ana = desk.as('agent', 'ana');
    await desk.as('customer', 'salma').post('/v1/leaves-to-speak', {
      to: 'omar',
      scope: 'everything',
    });
    const call = { customer: 'salma', channel: 'call' };
    contact = `/v1/contacts/${(await ana.post('/v1/contacts', call)).body.id}`;
    await ana.post(`${contact}/stories`, { words: 'It is 30, not 10.' });
  });
  afterAll(() => desk.close());

  it('ends the contacts of a person that are under way, and withdraws their leaves', async () => {
    const basis = { legalBasis: 'GDPR, article 17(1)(b): consent withdrawn' };
    const asked = await desk
      .as('administrator', 'root')
      .post('/v1/customers/salma/erasure', basis, { 'if-match': '*' });
    expect(asked.status).toBeLessThan(300);
    const ana = desk.as('agent', 'ana');
    expect((await ana.get(contact)).body).toMatchObject({ status: 'ended', accountable: 'robin' });
    const { items } = (await ana.get('/v1/leaves-to-speak?customer=salma')).body;
    expect(items).toMatchObject([{ to: 'omar', status: 'withdrawn' }]);
  });
});
