import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordsDesk } from '../records-app.fixture.js';

let desk: Awaited<ReturnType<typeof recordsDesk>>;
beforeAll(async () => {
  desk = await recordsDesk();
});
afterAll(() => desk.close());

const customers = ['ana', 'ben', 'casey', 'dina'];

const says = (customer: string, value: string) =>
  desk
    .as('customer', customer)
    .post(`/v1/customers/${customer}/claims`, { field: 'preferred-name', value });

interface List {
  readonly items: readonly { readonly customer: string }[];
  readonly nextCursor?: string;
}

describe('reading the customers page by page, those that changed last first', () => {
  it('misses nobody who changes meanwhile and so moves before what was read', async () => {
    for (const customer of customers) await says(customer, 'First');
    const agent = desk.as('agent', 'amal');
    const path = '/v1/customers?sort=-changedAt&limit=2';
    const first: List = (await agent.get(path)).body;
    expect(first.items.map(({ customer }) => customer)).toEqual(['dina', 'casey']);
    await says('ana', 'Second');
    const read = new Set(first.items.map(({ customer }) => customer));
    for (let { nextCursor } = first; nextCursor;) {
      const page: List = (await agent.get(`${path}&cursor=${encodeURIComponent(nextCursor)}`)).body;
      for (const { customer } of page.items) read.add(customer);
      nextCursor = page.nextCursor;
    }
    expect([...read].toSorted()).toEqual(customers);
  });
});
