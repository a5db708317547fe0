import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { recordsDesk } from '../records-app.fixture.js';

describe('reading a record as one of the staff', () => {
  let desk: Awaited<ReturnType<typeof recordsDesk>>;
  beforeAll(async () => void (desk = await recordsDesk()));
  afterAll(() => desk.close());

  it.each(['agent', 'manager', 'administrator', 'auditor', 'integration'] as const)(
    'names an actor of the kind that they are: %s',
    async (role) => {
      const customer = `read-by-${role}`;
      const path = `/v1/customers/${customer}`;
      const claim = { field: 'preferred-name', value: 'Salma' };
      await desk.as('customer', customer).post(`${path}/claims`, claim);
      await desk.as(role, 'ida').get(`${path}/record`);

      const read = await desk.platform.store.read(`reading-demo-${customer}`);
      expect(read.map(({ meta }) => meta.actor)).toEqual([{ kind: role, id: 'ida' }]);
    },
  );
});

describe('finding somebody by a value, and seeing their name in a list', () => {
  let desk: Awaited<ReturnType<typeof recordsDesk>>;
  beforeAll(async () => void (desk = await recordsDesk()));
  afterAll(() => desk.close());

  it('are on record like reading the record, once an hour each', async () => {
    const themselves = desk.as('customer', 'xanthippe');
    const claim = { field: 'preferred-name', value: 'Xanthippe' };
    await themselves.post('/v1/customers/xanthippe/claims', claim);
    const ana = desk.as('agent', 'ana');
    for (const query of ['?q=xanthippe', '?q=xanthippe', '?q=nobody-else', ''])
      await ana.get(`/v1/customers${query}`);
    const { readBy } = (await themselves.get('/v1/customers/xanthippe/data')).body;
    expect(readBy).toEqual([
      expect.objectContaining({ reader: 'ana', role: 'agent', what: 'search' }),
      expect.objectContaining({ reader: 'ana', role: 'agent', what: 'list' }),
    ]);
  });
});
