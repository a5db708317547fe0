import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type Person, TestDesk } from '../support/desk.js';

const sheet = {
  department: 'finance',
  kind: 'spreadsheet',
  words: 'We add up the invoices in a sheet, because the report has no VAT.',
  users: 3,
  yearlyCost: { amount: 1200, currency: 'EUR' },
  renewsOn: '2027-03-31',
};
const need = '/v1/needs/finance.spreadsheet';

describe('somebody who admits to a spreadsheet of their own', () => {
  let desk: TestDesk;
  let [salma, ana, mona, ada] = [] as unknown as Person[];
  let disclosure: { readonly id: string; readonly receipt: string };
  const others: { readonly id: string; readonly receipt: string }[] = [];

  const discloses = async (person: Person, more: object = {}) => {
    const { status, body } = await person('POST', '/v1/disclosures', { ...sheet, ...more });
    expect(status).toBe(201);
    return body as typeof disclosure;
  };
  const reads = (person: Person, { id, receipt } = disclosure) =>
    person('POST', `/v1/disclosures/${id}/reading`, { receipt });

  beforeAll(async () => {
    desk = await TestDesk.open();
    salma = await desk.person('customer', 'salma');
    ana = await desk.person('agent', 'ana');
    mona = await desk.person('manager', 'mona');
    ada = await desk.person('auditor', 'ada');
  });
  afterAll(() => desk.close());

  it('is answered with a receipt, by which they alone read what they said', async () => {
    disclosure = await discloses(salma!);
    const { body } = await reads(salma!);
    expect(body).toMatchObject({ ...sheet, need: 'finance.spreadsheet' });
    expect(body).not.toHaveProperty('became');
    const wrong = { ...disclosure, receipt: disclosure.receipt.replace(/^./u, '_') };
    for (const person of [salma!, mona!])
      expect(await reads(person, wrong)).toMatchObject({
        status: 404,
        body: { code: 'need.disclosure-not-found' },
      });
  });

  it('is named nowhere in the log: not as actor, not by correlation, not by the moment', async () => {
    const events = await desk.desk.platform.store.readAll({ limit: 1000 });
    const [event] = events.filter(({ type }) => type === 'WorkaroundDisclosed');
    expect(event!.meta).toMatchObject({
      actor: { kind: 'customer', id: `discloser-${disclosure.id}` },
      at: expect.stringMatching(/T00:00:00\.000Z$/),
      correlation: event!.id,
    });
    expect(JSON.stringify(event)).not.toContain('salma');
  });

  it('cannot be told from others while they are fewer than five', async () => {
    for (const person of ['omar', 'hana', 'karim'])
      others.push(await discloses(await desk.person('customer', person)));
    for (const reader of [ana!, mona!, ada!]) {
      expect((await reader('GET', '/v1/needs?count=exact')).body).toEqual({ items: [], count: 0 });
      expect((await reader('GET', '/v1/needs/departments')).body.items).toEqual([]);
      expect((await reader('GET', need)).status).toBe(404);
    }
    const match = { service: 'reporting', words: 'A report.' };
    expect((await ana!('PUT', `${need}/match`, match)).body.code).toBe('need.not-found');
  });

  it('is counted with four others, and not by each who follows', async () => {
    others.push(await discloses(await desk.person('customer', 'laila')));
    const sums = { people: 5, users: 15, yearlyCost: { EUR: 6000 }, renewsIn: '2027-Q1' };
    expect((await ana!('GET', need)).body).toMatchObject({ ...sums, status: 'open' });
    await discloses(await desk.person('customer', 'nour'), { users: 100 });
    await discloses(salma!, { users: 100 });
    expect((await ana!('GET', need)).body).toMatchObject(sums);
    const { items } = (await ana!('GET', '/v1/needs/departments')).body;
    expect(items).toEqual([{ department: 'finance', ...sums }]);
  });

  it('reads which service meets the need, and that it is met', async () => {
    await ana!('PUT', `${need}/match`, { service: 'reporting', words: 'With VAT, each night.' });
    await ana!('POST', `${need}/met`, { words: 'It is in the portal.' });
    expect((await reads(salma!)).body.became).toMatchObject({
      status: 'met',
      service: 'reporting',
      matched: { words: 'With VAT, each night.' },
      met: { words: 'It is in the portal.' },
    });
  });

  it('withdraws what they said, and it is erased, but for the sum that it is in', async () => {
    const withdrawal = `/v1/disclosures/${disclosure.id}/withdrawal`;
    expect((await salma!('POST', withdrawal, { receipt: 'guessed' })).status).toBe(404);
    const { receipt } = disclosure;
    expect((await salma!('POST', withdrawal, { receipt })).status).toBe(200);
    expect((await reads(salma!)).status).toBe(404);
    expect((await ana!('GET', need)).body).toMatchObject({ people: 5, users: 15 });
    expect((await reads(salma!, others[0])).status).toBe(200);
  });

  it('finds the same after the views were built from nothing', async () => {
    const before = (await ana!('GET', need)).body;
    await desk.desk.close();
    for (const file of readdirSync(desk.folder).filter((name) => name.startsWith('views.db')))
      rmSync(join(desk.folder, file));
    await desk.start();
    ana = await desk.person('agent', 'ana');
    expect((await ana!('GET', need)).body).toEqual(before);
  });
});
