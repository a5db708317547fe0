import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, TestDesk } from '../support/desk.js';

describe('a customer who was entered twice', () => {
  let desk: TestDesk;
  let [ana, crm] = [] as unknown as Person[];

  beforeAll(async () => {
    desk = await TestDesk.open();
    ana = await desk.person('agent', 'ana');
    crm = await desk.person('integration', 'crm');
    for (const customer of ['salma', 'twin']) {
      const fields = { name: 'Salma Hassan' };
      const row = { system: 'crm', row: customer, fields };
      await crm!('POST', `/v1/customers/${customer}/imports`, row);
      const opened = { kind: 'incident', subject: `Of ${customer}`, requester: { id: customer } };
      await ana!('POST', '/v1/tickets', opened);
    }
  });
  afterAll(() => desk.close());

  const subjects = async (filter: string) => {
    const { body } = await ana!('GET', `/v1/tickets?${filter}&count=exact`);
    expect(body.count).toBe(body.items.length);
    return (body.items as { subject: string }[]).map(({ subject }) => subject).toSorted();
  };
  const filters = ['requester=salma', 'requester=twin', 'person=salma', 'person=twin'];

  it('has the tickets of one person once both are merged', async () => {
    for (const filter of filters)
      expect(await subjects(filter)).toEqual([`Of ${filter.split('=')[1]}`]);
    const merge = { into: 'salma', reason: 'Entered twice.' };
    const merged = await ana!('POST', '/v1/customers/twin/merge', merge, { 'if-match': '*' });
    expect(merged.status).toBe(200);
    for (const filter of filters) expect(await subjects(filter)).toEqual(['Of salma', 'Of twin']);
  });

  it('is two again when the merge is undone', async () => {
    expect((await ana!('DELETE', '/v1/customers/twin/merge/salma')).status).toBe(200);
    expect(await subjects('requester=salma')).toEqual(['Of salma']);
    expect(await subjects('requester=twin')).toEqual(['Of twin']);
  });
});
