import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
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

describe('a record as it was true before anything was said of it', () => {
  it('has whole fields: without a value, with what was to become right later', async () => {
    const themselves = desk.as('customer', 'mona');
    await themselves.post('/v1/customers/mona/claims', name('Mona'));
    const read = (query: string) => themselves.get(`/v1/customers/mona/record?${query}`);
    const { fields } = (await read('asOf=2020-01-01T00:00:00.000Z')).body;
    expect(fields['preferred-name']).toEqual({
      restricted: false,
      disputedBy: [],
      contests: [],
      waiting: [],
      announced: [expect.objectContaining({ value: 'Mona' })],
    });
  });

  it('has what was contested at a moment as it was known then', async () => {
    const themselves = desk.as('customer', 'nora');
    const { claim } = (await themselves.post('/v1/customers/nora/claims', name('Nora'))).body;
    await aMomentLater();
    const before = new Date().toISOString();
    await aMomentLater();
    const reason = 'A nickname of somebody else.';
    await desk.as('agent', 'ana').post('/v1/customers/nora/contests', { claim, reason });
    const fieldAt = async (query: string) =>
      (await themselves.get(`/v1/customers/nora/record?${query}`)).body.fields['preferred-name'];
    expect(await fieldAt(`knownAt=${before}`)).toMatchObject({ restricted: false, contests: [] });
    const now = new Date().toISOString();
    expect(await fieldAt(`asOf=${now}`)).toMatchObject({
      restricted: true,
      contests: [{ reason }],
    });
  });
});

describe('a clock that is set back two hours', () => {
  it('leaves in force what was in force, also beside a newer word', async () => {
    const themselves = desk.as('customer', 'layla');
    const layla = '/v1/customers/layla';
    const language = (value: string) => ({ field: 'language', value });
    await themselves.post(`${layla}/claims`, name('Layla'));
    await themselves.post(`${layla}/claims`, language('ar'));
    const wall = Date.now;
    const back = jest.spyOn(Date, 'now').mockImplementation(() => wall() - 7_200_000);
    const read = async () => (await themselves.get(`${layla}/record?explain=true`)).body.fields;
    expect((await read())['preferred-name']).toMatchObject({
      value: 'Layla',
      announced: [],
      explain: { rung: 'customer-authenticated' },
    });
    await themselves.post(`${layla}/claims`, language('en'));
    const fields = await read();
    back.mockRestore();
    expect(fields).toMatchObject({
      'preferred-name': { value: 'Layla', announced: [] },
      language: { value: 'en', announced: [] },
    });
  });
});
