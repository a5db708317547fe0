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
