import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordsDesk } from '../records-app.fixture.js';

let desk: Awaited<ReturnType<typeof recordsDesk>>;

beforeAll(async () => {
  desk = await recordsDesk();
});

afterAll(() => desk.close());

const path = '/v1/customers/salma';
const name = (value: string) => ({ field: 'preferred-name', value });

/** What is recorded in one millisecond is known together. */
const aMomentLater = async () => {
  const now = Date.now();
  while (Date.now() === now) await desk.idle();
};

describe('a record as it was known at a moment', () => {
  it('has the version and the moment of change that were known then', async () => {
    const themselves = desk.as('customer', 'salma');
    await themselves.post(`${path}/claims`, name('Salma'));
    const first = (await themselves.get(`${path}/record`)).body;
    await aMomentLater();
    const knownAt = new Date().toISOString();
    await aMomentLater();
    await themselves.post(`${path}/claims`, name('Sal'));
    const { version, changedAt } = first;
    expect((await themselves.get(`${path}/record`)).body.version).toBeGreaterThan(version);
    const then = await themselves.get(`${path}/record?knownAt=${knownAt}`);
    expect(then.body).toMatchObject({ version, changedAt, knownAt });
    expect(then.body.fields['preferred-name'].value).toBe('Salma');
    const before = await themselves.get(`${path}/record?knownAt=2020-01-01T00:00:00.000Z`);
    expect(before.body).toMatchObject({ version: 0, fields: {} });
    expect(before.body).not.toHaveProperty('changedAt');
  });
});
