import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordsReport } from '../../libs/importing/src/records/report.js';
import { amends as runHere } from '../support/command-line.js';
import { type Person, TestDesk } from '../support/desk.js';
import { temporaryFolder } from '../support/folder.js';
import { eventsIn, settingsIn } from '../support/log.js';

const root = temporaryFolder('records');

const fileOf = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(root, name), content);
  return join(root, name);
};

const amends = (folder: string, line: string) => runHere(line, settingsIn(folder));

const crm = 'tests/data/customers.csv';
const right = '٣٠';

describe('importing records, night after night', () => {
  let desk: TestDesk;
  let ana: Person;

  const importOf = async (line: string): Promise<RecordsReport & { code: number }> => {
    const { code, out } = await amends(desk.folder, `import records ${line} --json`);
    return { ...(JSON.parse(out) as RecordsReport), code };
  };
  /** While the desk is in use, and closed again. */
  const atTheDesk = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    await desk.start();
    try {
      ana = await desk.person('agent', 'ana');
      return await work();
    } finally {
      await desk.desk.close();
    }
  };
  const recordOf = async (customer: string) =>
    (await ana('GET', `/v1/customers/${customer}/record`)).body.fields;
  const openOf = async () =>
    (await ana('GET', '/v1/discrepancies?status=open&count=exact')).body.count as number;

  beforeAll(async () => {
    desk = await TestDesk.open({ AMENDS_COUNTRY: 'EG' });
    await desk.desk.close();
  });
  afterAll(async () => {
    await desk.start();
    await desk.close();
  });

  it('is tried first, and nothing is kept', async () => {
    expect(await importOf(`${crm} --system crm --dry-run`)).toMatchObject({
      code: 1,
      format: 'csv',
      isDryRun: true,
      isComplete: true,
      changed: 4,
      contested: { count: 0 },
    });
    expect(await eventsIn(desk.folder)).toEqual([]);
  });

  it('brings in what can be read, and tells the line of what cannot', async () => {
    expect(await importOf(`${crm} --system crm`)).toMatchObject({
      code: 1,
      rows: 7,
      changed: 4,
      unchanged: 0,
      columnsLeft: ['shoe'],
      misfits: {
        count: 4,
        listed: [
          {
            line: 5,
            customer: 'ines',
            sentence: expect.stringContaining('telephone: this cannot be read'),
          },
          { line: 6, customer: 'salma', sentence: 'This customer is already in line 2.' },
          { line: 7, sentence: expect.stringContaining('The customer’s id is invalid') },
          { line: 8, sentence: 'It has 5 columns instead of 14.' },
        ],
      },
    });
  });

  it('leaves no personal value in the log or the vault', () => {
    const kept = readdirSync(desk.folder).filter((name) => /^(log|vault)\.db/.test(name));
    const bytes = Buffer.concat(kept.map((name) => readFileSync(join(desk.folder, name))));
    expect(bytes.includes('salma')).toBe(true);
    for (const value of ['سلمى', 'شارع', 'salma@example.org', 'High Street', '442079460958'])
      expect([value, bytes.includes(value)]).toEqual([value, false]);
  });

  it('reads names and digits in any script', () =>
    atTheDesk(async () => {
      const { name, telephone, address } = await recordOf('omar');
      expect([name.value, telephone.value]).toEqual(['عمر الفارسي', '+201001234568']);
      expect(address.value).toMatchObject({ street: 'شارع الهرم', houseNumber: '12' });
      expect(address).toMatchObject({
        source: 'import:crm',
        origin: { system: 'crm', row: '1003', clerk: 'Lee Park' },
      });
    }));

  it('says nothing new when the same file comes again', async () => {
    const before = await eventsIn(desk.folder);
    expect(await importOf(`${crm} --system crm`)).toMatchObject({
      changed: 0,
      unchanged: 4,
      eventsAdded: 0,
      misfits: { count: 4 },
    });
    expect(await eventsIn(desk.folder)).toEqual(before);
  });

  it('names beforehand what the customer has corrected, and shows no value', async () => {
    await atTheDesk(async () => {
      const salma = await desk.person('customer', 'salma');
      const claim = { field: 'address', value: { houseNumber: right } };
      const said = await salma('POST', '/v1/customers/salma/claims', claim);
      expect(said.body).toMatchObject({ standing: 'in-force' });
    });
    const before = await eventsIn(desk.folder);
    const line = `import records ${crm} --system crm --dry-run`;
    const { out } = await amends(desk.folder, line);
    expect(out).toContain('line 2, salma: address: what the customer said stays.');
    expect(out).not.toMatch(/شارع|القاهرة/u);
    const shown = await amends(desk.folder, `${line} --show-values`);
    expect(shown.out).toMatch(/Here: شارع النيل 30 .*There: شارع النيل 10 /u);
    expect(await eventsIn(desk.folder)).toEqual(before);
  });

  it('opens one discrepancy, and her word stays', async () => {
    const contested = { line: 2, customer: 'salma', field: 'address', stays: 'customer' };
    expect((await importOf(`${crm} --system crm`)).contested).toEqual({
      count: 1,
      listed: [{ ...contested, isNew: true }],
    });
    expect(await importOf(`${crm} --system crm`)).toMatchObject({
      eventsAdded: 0,
      contested: { count: 1, listed: [{ ...contested, isNew: false }] },
    });
    await atTheDesk(async () => {
      const { address } = await recordOf('salma');
      expect(address).toMatchObject({ source: 'customer', value: { houseNumber: '30' } });
      expect(await openOf()).toBe(1);
    });
  });

  it('hears another system in NDJSON, and lets it say less', async () => {
    expect(await importOf('tests/data/customers.ndjson --system shop')).toMatchObject({
      format: 'ndjson',
      rows: 4,
      changed: 2,
      contested: { count: 1, listed: [{ line: 1, customer: 'salma', field: 'address' }] },
      columnsLeft: ['loyalty'],
      misfits: {
        listed: [
          { line: 3, sentence: 'It is not a JSON object.' },
          { line: 4, sentence: 'name: this is more than one value.' },
        ],
      },
    });
  });

  it('hears a directory in SCIM, and takes no address for a pseudonym', async () => {
    expect(await importOf('tests/data/users.scim.json --system directory')).toMatchObject({
      format: 'scim',
      rows: 4,
      changed: 2,
      contested: { count: 1, listed: [{ line: 1, user: 1, customer: 'salma', field: 'address' }] },
      misfits: {
        listed: [
          { user: 2, sentence: expect.stringContaining('telephone: this cannot be read') },
          { user: 3, sentence: 'It is a group, not a user.' },
          { user: 4, sentence: 'Neither externalId nor id can be a pseudonym.' },
        ],
      },
    });
  });

  it('settles by itself what each source has learned', async () => {
    const learned = (name: string, was: string, is: string) =>
      fileOf(name, readFileSync(join('tests/data', name), 'utf8').replace(was, is));
    const tonight = await importOf(
      `${learned('customers.csv', 'شارع النيل,10', 'شارع النيل,30')} --system crm`,
    );
    expect(tonight).toMatchObject({ changed: 1, contested: { count: 0 } });
    await importOf(
      `${learned('customers.ndjson', '"houseNumber":10', '"houseNumber":30')} --system shop`,
    );
    await importOf(
      `${learned('users.scim.json', 'شارع النيل ١٠', 'شارع النيل ٣٠')} --system directory`,
    );
    expect(await atTheDesk(openOf)).toBe(0);
  });
});
