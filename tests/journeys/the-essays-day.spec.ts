import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, TestDesk } from '../support/desk.js';

/** The same day twice: as it was told first, and in Arabic with Arabic-Indic digits. */
const stories = [
  {
    language: 'English',
    name: 'Sam Taylor',
    street: 'High Street',
    wrong: '10',
    right: '30',
    born: '7.3.1990',
    number: '47110815',
    says: /^[A-Z][a-z ]/u,
    clerk: 'A. Former',
  },
  {
    language: 'Arabic',
    name: 'سلمى حسن',
    street: 'شارع النيل',
    wrong: '١٠',
    right: '٣٠',
    born: '٧/٣/١٩٩٠',
    number: '٤٧١١٠٨١٥',
    says: /^\p{Script=Arabic}/u,
    clerk: 'موظف سابق',
  },
] as const;

const path = '/v1/customers/salma';
const onBehalfOf = 'salma';

describe.each(stories)('a mismatch is not a refusal, in $language', (story) => {
  const { name, street, wrong, right, born, clerk, number, says, language } = story;
  const inTheirs = { 'accept-language': language === 'Arabic' ? 'ar' : 'en' };
  let desk: TestDesk;
  let ana: Person;
  let ben: Person;
  let crm: Person;
  let check: string;
  let refusedAt: string;
  let since: string;
  let notice: string;

  const address = (houseNumber: string) => ({ street, houseNumber, city: 'Cairo', country: 'EG' });
  const tonight = (houseNumber: string) =>
    crm('POST', `${path}/imports`, {
      system: 'crm',
      row: '4711',
      fields: {
        name,
        'date-of-birth': '1990-03-07',
        'customer-number': '47110815',
        address: address(houseNumber),
      },
      origin: { clerk, form: 'second-hand-phones' },
    });
  const stored = async () => (await ana('GET', `${path}/record`)).body.fields.address;
  /** The first notice that a system hears of when it comes back to its feed after everything. */
  const fed = async ({ token }: Person) => {
    const leave = new AbortController();
    const headers = { authorization: `Bearer ${token}`, 'last-event-id': '0' };
    const feed = `${await desk.desk.app.getUrl()}/v1/rectifications/live`;
    const answer = await fetch(feed, { headers, signal: leave.signal });
    let text = '';
    for await (const piece of answer.body!.pipeThrough(new TextDecoderStream())) {
      text += piece;
      const data = /event: notice\ndata: (.*)\n\n/u.exec(text)?.[1];
      if (data === undefined) continue;
      leave.abort();
      return JSON.parse(data);
    }
  };
  const say = (answers: object) =>
    ana('POST', `${path}/checks/${check}/answers`, { answers, onBehalfOf }, inTheirs);

  beforeAll(async () => {
    desk = await TestDesk.open({ AMENDS_COUNTRY: 'EG' });
    await desk.desk.app.listen(0, '127.0.0.1');
    ana = await desk.person('agent', 'ana');
    ben = await desk.person('manager', 'ben');
    crm = await desk.person('integration', 'crm');
    await tonight(wrong);
    refusedAt = new Date().toISOString();
  });
  afterAll(() => desk.close());

  it('a former clerk typed 10 for 30, and the record knows who', async () => {
    const field = await stored();
    expect(field).toMatchObject({
      value: address('10'),
      source: 'import:crm',
      origin: { system: 'crm', row: '4711', clerk },
    });
    since = field.since;
  });

  it('she calls; what she says is near: no refusal, nothing is revealed, another way is named', async () => {
    const started = await ana('POST', `${path}/checks`, { challenge: 'questions', onBehalfOf });
    check = started.body.id;
    const near = await say({ address: `${street} ${right}`, 'date-of-birth': born });
    expect(near).toMatchObject({
      status: 200,
      body: { outcome: 'open', asks: ['customer-number'] },
    });
    expect(near.body.ways.length).toBeGreaterThan(0);
    for (const way of near.body.ways) expect(way.says).toMatch(says);
    const { id: _, ...told } = near.body;
    expect(JSON.stringify(told)).not.toMatch(/10|١٠|1990|4711/u);
  });

  it('another factor verifies her, and points at the record, not at her', async () =>
    expect(await say({ 'customer-number': number })).toMatchObject({
      status: 200,
      body: { outcome: 'verified', near: ['address'] },
    }));

  it('her correction takes effect at once', async () => {
    const said = await ana('POST', `${path}/claims`, {
      field: 'address',
      value: { houseNumber: right },
      channel: 'phone',
      minutes: 25,
      check,
      onBehalfOf,
    });
    expect(said).toMatchObject({ status: 200, body: { standing: 'in-force' } });
  });

  it('the record shows 30, from whom, since when, and what it overrode', async () => {
    const { body } = await ana('GET', `${path}/record?explain=true`);
    expect(body.fields.address).toMatchObject({
      value: address('30'),
      source: 'customer',
      assurance: 'verified',
      channel: 'phone',
      evidence: { check },
      since,
      restricted: false,
      explain: {
        rung: 'customer-verified',
        others: [{ value: address('10'), because: 'outranked', origin: { clerk } }],
      },
    });
  });

  it('what the agent saw when he refused is one request', async () => {
    const { body } = await ben('GET', `${path}/record?knownAt=${refusedAt}&explain=true`);
    expect(body.fields.address).toMatchObject({
      value: address('10'),
      explain: { rung: 'import', others: [] },
    });
  });

  it('the defect is booked to its origin, with the minutes it cost her', async () => {
    const { body } = await ben('GET', '/v1/reports/record-defects');
    expect(body.items).toEqual([
      expect.objectContaining({
        source: 'import:crm',
        clerk,
        form: 'second-hand-phones',
        field: 'address',
        defects: 1,
        minutes: 25,
      }),
    ]);
  });

  it('the source is told what is right on its feed, and nobody else is', async () => {
    const told = await fed(crm);
    expect(told).toMatchObject({ customer: 'salma', field: 'address', is: address('30') });
    notice = `/v1/rectifications/${told.notice}`;
    const erp = await desk.person('integration', 'erp');
    expect((await erp('GET', '/v1/rectifications')).body.items).toEqual([]);
    expect((await erp('POST', `${notice}/acknowledgement`)).status).toBe(404);
  });

  it('the notice counts as sent, until the source acknowledges it', async () => {
    const { items } = (await crm('GET', '/v1/rectifications')).body;
    expect(items).toEqual([expect.objectContaining({ status: 'sent', is: address('30') })]);
    expect((await crm('POST', `${notice}/acknowledgement`)).status).toBe(200);
    const all = (await ben('GET', '/v1/rectifications')).body.items;
    expect(all).toEqual([expect.objectContaining({ recipient: 'crm', status: 'acknowledged' })]);
  });

  it('tonight’s import brings 10 again: 30 stays, and the field is disputed by the source', async () => {
    expect((await tonight(wrong)).status).toBe(200);
    expect(await stored()).toMatchObject({
      value: address('30'),
      restricted: true,
      disputedBy: [{ system: 'crm' }],
    });
  });

  it('one discrepancy is open, however many nights it goes on, and a restart changes nothing', async () => {
    await tonight(wrong);
    await desk.restart();
    await tonight(wrong);
    const { body } = await ana('GET', '/v1/discrepancies?status=open&count=exact');
    expect(body).toMatchObject({
      count: 1,
      items: [{ system: 'crm', field: 'address', ours: address('30'), theirs: address('10') }],
    });
  });

  it('Ana cannot write over it either; she may contest it, and Salma reads why', async () => {
    const typed = { field: 'address', value: { houseNumber: '10' } };
    expect(await ana('POST', `${path}/claims`, typed)).toMatchObject({
      status: 409,
      body: { code: 'record.customer-said-so', field: 'address' },
    });
    const { claim } = await stored();
    const reason = 'The street ends at 20.';
    expect((await ana('POST', `${path}/contests`, { claim, reason })).status).toBe(200);
    const salma = await desk.person('customer', 'salma');
    const own = (await salma('GET', `${path}/record`)).body.fields.address;
    expect(own).toMatchObject({ value: address('30'), contests: [{ reason }] });
    expect(JSON.stringify(own)).not.toContain(clerk);
    const confirmation = `${path}/claims/${claim}/confirmation`;
    expect((await ana('POST', confirmation, { document: 'utility-bill' })).status).toBe(200);
  });

  it('when the source has learned, the discrepancy settles by itself', async () => {
    await tonight(right);
    expect((await ana('GET', '/v1/discrepancies')).body.items).toEqual([
      expect.objectContaining({ status: 'settled', because: 'source-learned' }),
    ]);
    expect(await stored()).toMatchObject({
      value: address('30'),
      source: 'customer',
      restricted: false,
      disputedBy: [],
      contests: [],
    });
  });
});
