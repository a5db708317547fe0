import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordsDesk } from '../records-app.fixture.js';
import { systemsOf } from './system-access.rules.js';

let desk: Awaited<ReturnType<typeof recordsDesk>>;

beforeAll(async () => {
  desk = await recordsDesk();
});

afterAll(() => desk.close());

/** A customer with a record of their own. */
const recordOf = async (customer: string) => {
  const themselves = desk.as('customer', customer);
  const path = `/v1/customers/${customer}`;
  await themselves.post(`${path}/claims`, { field: 'preferred-name', value: 'Sal' });
  return { themselves, path };
};

describe('importing', () => {
  const row = { system: 'crm', row: '1', fields: { name: 'Salma Hassan' } };

  it('is for a system’s own word: no integration speaks for another system', async () => {
    const { path, themselves } = await recordOf('salma');
    const refused = await desk.as('integration', 'erp').post(`${path}/imports`, row);
    expect(refused).toMatchObject({ status: 403, body: { code: 'record.not-your-system' } });
    expect((await themselves.get(`${path}/record`)).body.fields.name).toBeUndefined();
    expect((await desk.as('integration', 'crm').post(`${path}/imports`, row)).status).toBe(200);
  });

  it('is for an administrator in the name of any system', async () => {
    const { path, themselves } = await recordOf('huda');
    expect((await desk.as('administrator', 'robin').post(`${path}/imports`, row)).status).toBe(200);
    const { body } = await themselves.get(`${path}/record`);
    expect(body.fields.name).toMatchObject({ value: 'Salma Hassan', source: 'import:crm' });
  });
});

describe('the systems of a connected system', () => {
  const key = {
    tenant: 'demo',
    role: 'integration',
    id: 'key-1',
    name: 'crm',
    via: 'key',
  } as const;

  it('are its `sub`; or the id and the name of its API key', () => {
    expect(systemsOf({ ...key, via: 'token' })).toEqual(['key-1']);
    expect(systemsOf(key)).toEqual(['key-1', 'crm']);
  });
});
