import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { daysAfter } from '#eventing';
import type { ContextsApp } from '#platform/testing';

import { promisesDesk } from '../promises-app.fixture.js';

const inDays = (days: number) => daysAfter(new Date().toISOString(), days);

describe('an erasure', () => {
  let desk: ContextsApp;
  let ticket: string;
  let promise: string;

  const scheduled = () => {
    const [checkIns] = desk.platform.contexts
      .flatMap(({ policies }) => policies)
      .filter(({ name }) => name === 'check-ins');
    return desk.views.reader.get(checkIns!, 'demo', ticket);
  };

  beforeAll(async () => {
    desk = await promisesDesk();
    const salma = desk.as('customer', 'salma');
    const ana = desk.as('agent', 'ana');
    const opened = await salma.post('/v1/tickets', { kind: 'incident', subject: 'VPN drops' });
    ticket = opened.body.id;
    await ana.post(`/v1/tickets/${ticket}/resolution`, { text: 'A new certificate.' });
    await salma.post(`/v1/tickets/${ticket}/resolution/confirmation`, {});
    const made = await salma.post('/v1/promises', {
      kind: 'callback',
      topic: 'The bill',
      window: { from: inDays(1), to: inDays(2) },
      channel: 'phone',
    });
    promise = `/v1/promises/${made.body.id}`;
  });
  afterAll(() => desk.close());

  it('releases what is due, and leaves no check-in that would have to be promised to nobody', async () => {
    expect(await scheduled()).toMatchObject({ command: { type: 'CheckInOn' } });
    const basis = { legalBasis: 'GDPR, article 17(1)(b): consent withdrawn' };
    const asked = await desk
      .as('administrator', 'root')
      .post('/v1/customers/salma/erasure', basis, { 'if-match': '*' });
    expect(asked.status).toBeLessThan(300);
    const { body } = await desk.as('agent', 'ana').get(promise);
    expect(body).toMatchObject({ status: 'released', releasedBecause: 'erased' });
    expect(await scheduled()).toBeUndefined();
  });
});
