import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, TestDesk } from '../support/desk.js';

describe('finding the tickets of somebody by a value of their record', () => {
  let desk: TestDesk;
  let [salma, omar] = [] as unknown as Person[];

  beforeAll(async () => {
    desk = await TestDesk.open();
    salma = await desk.person('customer', 'salma');
    omar = await desk.person('customer', 'omar');
    for (const person of [salma, omar]) {
      const sub = person === salma ? 'salma' : 'omar';
      const name = { field: 'preferred-name', value: 'Zanzibari' };
      await person('POST', `/v1/customers/${sub}/claims`, name);
    }
    await salma('POST', '/v1/tickets', { kind: 'incident', subject: 'The printer jams' });
  });
  afterAll(() => desk.close());

  const readersOf = async (person: Person, sub: string) => {
    const { readBy } = (await person('GET', `/v1/customers/${sub}/data`)).body;
    return readBy.map(({ reader, what }: Record<string, string>) => [reader, what]);
  };

  it('is on record, by whatever list of tickets, for those whose tickets were shown', async () => {
    const paths = ['/v1/tickets', '/v1/search', '/v1/queues/intake', '/v1/tickets/export'];
    for (const [index, path] of paths.entries()) {
      const agent = await desk.person('agent', `agent-${index}`);
      for (const q of ['zanzibari', 'zanzibari', 'printer']) {
        const { status, body } = await agent('GET', `${path}?q=${q}`);
        expect([path, status, JSON.stringify(body).includes('printer')]).toEqual([path, 200, true]);
      }
    }
    const found = paths.map((_, index) => [`agent-${index}`, 'search']);
    expect(await readersOf(salma!, 'salma')).toEqual(found);
    expect(await readersOf(omar!, 'omar')).toEqual([]);
  });
});
