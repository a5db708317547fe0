import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { streamOf } from '#eventing';

import { recordsDesk } from '../records-app.fixture.js';

describe('undoing a merge', () => {
  let desk: Awaited<ReturnType<typeof recordsDesk>>;
  beforeAll(async () => void (desk = await recordsDesk()));
  afterAll(() => desk.close());

  const called = async (customer: string, value: string) => {
    const claim = { field: 'preferred-name', value };
    await desk.as('customer', customer).post(`/v1/customers/${customer}/claims`, claim);
  };

  it('keeps the reason', async () => {
    await called('twin', 'Sal');
    await called('kept', 'Salma');
    const ana = desk.as('agent', 'ana');
    const into = { into: 'kept', reason: 'Entered twice.' };
    await ana.post('/v1/customers/twin/merge', into, { 'if-match': '*' });
    const undone = await ana.delete('/v1/customers/twin/merge/kept?reason=Two%20sisters.');
    expect(undone.status).toBe(200);
    const events = await desk.platform.store.read(streamOf('record', 'demo', 'twin'));
    expect(events.find(({ type }) => type === 'RecordsUnmerged')).toMatchObject({
      data: { into: 'kept', reason: 'Two sisters.' },
    });
  });
});
