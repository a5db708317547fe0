import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { recordsDesk } from './testing.js';

type Desk = Awaited<ReturnType<typeof recordsDesk>>;

/** The same day twice: as it was told first, and in Arabic. */
const stories = [
  {
    language: 'English',
    name: 'Sam Taylor',
    street: 'High Street',
    wrong: '10',
    right: '30',
    born: '7.3.1990',
    number: '47110815',
    says: /[a-z]/u,
    accepts: 'en',
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
    says: /\p{Script=Arabic}/u,
    accepts: 'ar',
    clerk: 'موظف سابق',
  },
] as const;

let desk: Desk;

beforeEach(async () => {
  desk = await recordsDesk();
});

afterEach(() => desk.close());

describe.each(stories)('the essay’s day, in $language', (story) => {
  const { name, street, wrong, right, born, clerk, number, says, accepts } = story;
  const path = '/v1/customers/salma';
  const row = (houseNumber: string) => ({
    system: 'crm',
    row: '4711',
    fields: {
      name,
      'date-of-birth': '1990-03-07',
      'customer-number': '47110815',
      address: { street, houseNumber, city: 'Cairo', country: 'EG' },
    },
    origin: { clerk, form: 'second-hand-phones' },
  });

  it('ends with her word in force, the defect booked, and the source told', async () => {
    const [ana, ben] = [desk.as('agent', 'ana'), desk.as('manager', 'ben')];
    const crm = desk.as('integration', 'crm');

    // A former clerk typed 10 for 30.
    expect((await crm.post(`${path}/imports`, row(wrong))).status).toBe(200);
    const before = (await ana.get(`${path}/record`)).body;
    expect(before.fields.address).toMatchObject({
      value: { houseNumber: '10' },
      source: 'import:crm',
      origin: { clerk },
      restricted: false,
    });

    const refusedAt = new Date().toISOString();

    // She calls. What she says is near what is stored: no refusal, and nothing is revealed.
    const check = (
      await ana.post(`${path}/checks`, { challenge: 'questions', onBehalfOf: 'salma' })
    ).body;
    const near = await ana.post(
      `${path}/checks/${check.id}/answers`,
      {
        answers: { address: `${street} ${right}`, 'date-of-birth': born },
        onBehalfOf: 'salma',
      },
      { 'accept-language': accepts },
    );
    expect(near.status).toBe(200);
    expect(near.body.ways[0].says).toMatch(says);
    expect(near.body).toMatchObject({ outcome: 'open', asks: ['customer-number'] });
    expect(JSON.stringify(near.body)).not.toMatch(/10|١٠/u);

    // Another factor verifies her.
    const verified = await ana.post(`${path}/checks/${check.id}/answers`, {
      answers: { 'customer-number': number },
      onBehalfOf: 'salma',
    });
    expect(verified.body).toMatchObject({ outcome: 'verified', near: ['address'] });

    // Her correction takes effect at once.
    const said = await ana.post(`${path}/claims`, {
      field: 'address',
      value: { houseNumber: right },
      channel: 'phone',
      minutes: 25,
      check: check.id,
      onBehalfOf: 'salma',
    });
    expect(said.body).toMatchObject({ standing: 'in-force' });
    await desk.idle();

    // The record shows it, from whom, since when, and what it overrode.
    const shown = (await ana.get(`${path}/record?explain=true`)).body;
    expect(shown.fields.address).toMatchObject({
      value: { street, houseNumber: '30' },
      source: 'customer',
      assurance: 'verified',
      channel: 'phone',
      evidence: { check: check.id },
      since: before.fields.address.since,
      explain: {
        rung: 'customer-verified',
        others: [{ value: { houseNumber: '10' }, because: 'outranked', origin: { clerk } }],
      },
    });

    // What did the agent see when he refused? One request.
    const then = (await ben.get(`${path}/record?knownAt=${refusedAt}`)).body;
    expect(then.fields.address).toMatchObject({ value: { houseNumber: '10' } });

    // The defect is booked to its origin, with the minutes it cost.
    const report = (await ben.get('/v1/reports/record-defects')).body;
    expect(report.items).toEqual([
      expect.objectContaining({
        source: 'import:crm',
        clerk,
        form: 'second-hand-phones',
        field: 'address',
        defects: 1,
        minutes: 25,
      }),
    ]);

    // The source gets a notice, and acknowledges it.
    const notices = (await crm.get('/v1/rectifications?status=due&recipient=crm')).body.items;
    expect(notices).toEqual([
      expect.objectContaining({
        customer: 'salma',
        field: 'address',
        is: expect.objectContaining({ houseNumber: '30' }),
      }),
    ]);
    const acknowledged = await crm.post(`/v1/rectifications/${notices[0].notice}/acknowledgement`);
    expect(acknowledged.status).toBe(200);

    // Tonight's import brings 10 again, and so does the next: 30 stays, one discrepancy is open.
    await crm.post(`${path}/imports`, row(wrong));
    await crm.post(`${path}/imports`, row(wrong));
    const disputed = (await ana.get(`${path}/record`)).body.fields.address;
    expect(disputed).toMatchObject({
      value: { houseNumber: '30' },
      restricted: true,
      disputedBy: [{ system: 'crm' }],
    });
    const open = (await ana.get('/v1/discrepancies?status=open')).body.items;
    expect(open).toEqual([
      expect.objectContaining({
        system: 'crm',
        ours: expect.objectContaining({ houseNumber: '30' }),
        theirs: expect.objectContaining({ houseNumber: '10' }),
      }),
    ]);

    // When the source has learned, it settles by itself.
    await crm.post(`${path}/imports`, row(right));
    const settled = (await ana.get('/v1/discrepancies')).body.items;
    expect(settled).toEqual([
      expect.objectContaining({ status: 'settled', because: 'source-learned' }),
    ]);
    expect((await ana.get(`${path}/record`)).body.fields.address).toMatchObject({
      value: { houseNumber: '30' },
      source: 'customer',
      restricted: false,
      disputedBy: [],
    });
  });
});
