import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordsDesk } from './records-app.fixture.js';

let desk: Awaited<ReturnType<typeof recordsDesk>>;

beforeAll(async () => {
  desk = await recordsDesk();
});

afterAll(() => desk.close());

const name = (value: string) => ({ field: 'preferred-name', value });
const pathOf = (customer: string) => `/v1/customers/${customer}`;

/** The old routes are those that were known before the moment of the change. */
const aMomentLater = async () => {
  const now = Date.now();
  while (Date.now() === now) await desk.idle();
};

/** What policies ask for takes a moment. */
const eventually = async (holds: () => Promise<boolean>) => {
  for (let tries = 0; tries < 500; tries++) {
    if (await holds()) return;
    await desk.idle();
  }
  throw new Error('It does not come about.');
};

/** A customer with a record of their own. */
const customerCalled = async (customer: string, called = 'Salma') => {
  const themselves = desk.as('customer', customer);
  const { body } = await themselves.post(`${pathOf(customer)}/claims`, name(called));
  return { themselves, path: pathOf(customer), claim: body.claim as string };
};

describe('reading a record', () => {
  it('shows customers their own, with where it came from, and not who typed it', async () => {
    const { themselves, path } = await customerCalled('reader-1');
    await desk.as('integration', 'crm').post(`${path}/imports`, {
      system: 'crm',
      row: '1',
      fields: { name: 'Salma Hassan' },
      origin: { clerk: 'clerk-17', form: 'contract' },
    });
    const { body, headers } = await themselves.get(`${path}/record`);
    expect(headers['etag']).toBe(`"${body.version}"`);
    expect(body.fields.name).toMatchObject({
      value: 'Salma Hassan',
      source: 'import:crm',
      origin: { system: 'crm', row: '1', form: 'contract' },
    });
    expect(JSON.stringify(body)).not.toContain('clerk-17');
  });

  it('answers a stranger like a record that does not exist', async () => {
    const { path } = await customerCalled('reader-2');
    const omar = desk.as('customer', 'omar');
    const [theirs, nobodys] = [
      await omar.get(`${path}/record`),
      await omar.get('/v1/customers/nobody/record'),
    ];
    expect(theirs.status).toBe(404);
    const { instance: _, ...one } = theirs.body;
    const { instance: __, ...other } = nobodys.body;
    expect(one).toEqual(other);
    expect((await omar.post(`${path}/claims`, name('Omar'))).body.type).toBe(theirs.body.type);
  });

  it('puts on record which of the staff have read it, once an hour each', async () => {
    const { themselves, path } = await customerCalled('reader-3');
    const ana = desk.as('agent', 'ana');
    await ana.get(`${path}/record`);
    await ana.get(`${path}/record`);
    await desk.as('auditor', 'ida').get(`${path}/record?explain=true`);
    await themselves.get(`${path}/record`);
    const { readBy } = (await themselves.get(`${path}/data`)).body;
    expect(readBy).toEqual([
      expect.objectContaining({ reader: 'ana', role: 'agent', what: 'record' }),
      expect.objectContaining({ reader: 'ida', role: 'auditor', what: 'history' }),
    ]);
  });

  it('finds a record by any value in it, in any script', async () => {
    await customerCalled('reader-4', 'سَلْمى');
    const { items } = (
      await desk.as('agent', 'ana').get(`/v1/customers?q=${encodeURIComponent('سلمي')}`)
    ).body;
    expect(items.map(({ customer }: { customer: string }) => customer)).toContain('reader-4');
    expect((await desk.as('customer', 'reader-4').get('/v1/customers')).status).toBe(403);
  });

  it('lists the fields in which a record is restricted', async () => {
    const { path, claim } = await customerCalled('reader-5');
    const ana = desk.as('agent', 'ana');
    await ana.post(`${path}/contests`, { claim, reason: 'A nickname of somebody else.' });
    const { items } = (await ana.get('/v1/customers?restricted=preferred-name')).body;
    expect(items).toEqual([
      expect.objectContaining({ customer: 'reader-5', restricted: ['preferred-name'] }),
    ]);
    const own = await desk.as('customer', 'reader-5').get(`${path}/record`);
    expect(own.body.fields['preferred-name']).toMatchObject({
      value: 'Salma',
      restricted: true,
      contests: [{ reason: 'A nickname of somebody else.' }],
    });
  });
});

describe('saying what is right', () => {
  it('needs no more than being signed in', async () => {
    const { claim, path } = await customerCalled('speaker-1');
    expect(claim).toMatch(/^[0-9a-f-]{36}$/);
    const again = await desk.as('customer', 'speaker-1').post(`${path}/claims`, name('Salma'));
    expect(again.body).toEqual({ id: 'speaker-1', version: 2 });
  });

  it('waits when staff have not verified who calls, and takes effect when they have', async () => {
    const { path } = await customerCalled('speaker-2');
    const ana = desk.as('agent', 'ana');
    const said = await ana.post(`${path}/claims`, {
      field: 'language',
      value: 'ar',
      channel: 'phone',
      onBehalfOf: 'speaker-2',
    });
    expect(said.body.standing).toBe('waiting');
    const confirm = `${path}/claims/${said.body.claim}/confirmation`;
    expect((await ana.post(confirm, {})).status).toBe(409);
    expect((await ana.post(confirm, { document: 'passport' })).status).toBe(200);
    const { body } = await ana.get(`${path}/record`);
    expect(body.fields.language).toMatchObject({ value: 'ar', assurance: 'verified', waiting: [] });
  });

  it('announces a move, and tells when it takes effect', async () => {
    const { path, themselves } = await customerCalled('speaker-3');
    const since = '2099-01-01T00:00:00.000Z';
    const moved = await themselves.post(`${path}/claims`, { ...name('Sal'), since });
    expect(moved.body.standing).toBe('announced');
    const now = (await themselves.get(`${path}/record`)).body.fields['preferred-name'];
    expect(now).toMatchObject({ value: 'Salma', announced: [{ value: 'Sal', since }] });
    const then = (await themselves.get(`${path}/record?asOf=2099-06-01T00:00:00Z`)).body;
    expect(then.fields['preferred-name']).toMatchObject({ value: 'Sal' });
  });

  it('lets nobody state how sure it is', async () => {
    const { path } = await customerCalled('speaker-4');
    const body = { ...name('Sal'), assurance: 'verified', onBehalfOf: 'speaker-4' };
    expect((await desk.as('agent', 'ana').post(`${path}/claims`, body)).status).toBe(422);
  });

  it('may be taken back by the one who said it', async () => {
    const { path, claim, themselves } = await customerCalled('speaker-5');
    expect((await desk.as('agent', 'ana').delete(`${path}/claims/${claim}`)).status).toBe(403);
    expect((await themselves.delete(`${path}/claims/${claim}`)).status).toBe(200);
    const { body } = await themselves.get(`${path}/record?explain=true`);
    expect(body.fields['preferred-name'].explain.others).toEqual([
      expect.objectContaining({ value: 'Salma', because: 'withdrawn' }),
    ]);
  });

  it('waits, announced to the old number, where it changes how she is reached', async () => {
    const { path, themselves } = await customerCalled('speaker-6');
    const crm = desk.as('integration', 'crm');
    const telephone = '+201001234567';
    await crm.post(`${path}/imports`, { system: 'crm', row: '6', fields: { telephone } });
    await aMomentLater();
    const said = await themselves.post(`${path}/claims`, {
      field: 'telephone',
      value: '+201117654321',
    });
    expect(said.body.standing).toBe('waiting');
    const isTold = () => desk.sent.all.some(({ to }) => to === telephone);
    await eventually(
      async () => (await themselves.get(`${path}/record`)).status !== 200 || isTold(),
    );
    expect(desk.sent.all.at(-1)).toMatchObject({ to: telephone, about: 'change-announced' });
  });
});

describe('merging duplicates', () => {
  it('carries every claim over, goes on listening, and can be undone', async () => {
    const twin = await customerCalled('twin-1', 'Sal');
    const { themselves, path } = await customerCalled('kept-1', 'Salma');
    const ana = desk.as('agent', 'ana');
    const { version } = (await ana.get(`${twin.path}/record`)).body;
    const into = { into: 'kept-1', reason: 'Entered twice.' };
    expect((await ana.post(`${twin.path}/merge`, into)).status).toBe(428);
    const nowhere = { ...into, into: 'nobody' };
    const lost = await ana.post(`${twin.path}/merge`, nowhere, { 'if-match': '*' });
    expect(lost).toMatchObject({ status: 404, body: { code: 'record.not-found' } });
    const merged = await ana.post(`${twin.path}/merge`, into, { 'if-match': `"${version}"` });
    expect(merged.status).toBe(200);

    const read = async () => (await themselves.get(`${path}/record?explain=true`)).body;
    await eventually(async () => (await read()).merged.includes('twin-1'));
    const both = (await read()).fields['preferred-name'];
    expect([both, ...both.explain.others].map(({ value }) => value).toSorted()).toEqual([
      'Sal',
      'Salma',
    ]);

    await twin.themselves.post(`${twin.path}/claims`, { field: 'language', value: 'ar' });
    await eventually(async () => (await read()).fields.language !== undefined);
    expect((await read()).fields.language).toMatchObject({ value: 'ar', from: 'twin-1' });

    expect((await ana.delete(`${twin.path}/merge/kept-1`)).status).toBe(200);
    await eventually(async () => (await read()).merged.length === 0);
    const { fields } = await read();
    expect(fields['preferred-name']).toMatchObject({ value: 'Salma' });
    expect(fields.language.value).toBeUndefined();
    expect((await twin.themselves.get(`${twin.path}/record`)).body.fields.language).toMatchObject({
      value: 'ar',
    });
  });
});

describe('being forgotten', () => {
  const legalBasis = 'GDPR 17(1)(b)';

  it('is answered by a receipt of every sink, for oneself and one’s duplicates', async () => {
    const { themselves, path } = await customerCalled('forgotten-1');
    const { status, body } = await themselves.post(`${path}/erasure`, { legalBasis });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      erased: ['forgotten-1'],
      sinks: [{ sink: 'keys', done: true, position: body.position }],
    });
    expect(desk.eraser.erased).toContain('demo/forgotten-1');
    const after = (await themselves.get(`${path}/record`)).body;
    expect(after).toMatchObject({ erased: { legalBasis }, fields: {} });
  });

  it('takes along what was merged into the record, and nothing of it is shown any more', async () => {
    const twin = await customerCalled('forgotten-twin', 'Sal');
    const { themselves, path } = await customerCalled('forgotten-3');
    const into = { into: 'forgotten-3', reason: 'Entered twice.' };
    await desk.as('agent', 'ana').post(`${twin.path}/merge`, into, { 'if-match': '*' });
    const read = async () => (await themselves.get(`${path}/record`)).body;
    await eventually(async () => (await read()).merged.includes('forgotten-twin'));
    const { body } = await themselves.post(`${path}/erasure`, { legalBasis });
    expect(body.erased).toEqual(['forgotten-3', 'forgotten-twin']);
    expect((await twin.themselves.get(`${twin.path}/record`)).body).toMatchObject({
      erased: { legalBasis },
      fields: {},
    });
    await eventually(async () => (await read()).merged.length === 0);
    expect(await read()).toMatchObject({ merged: [], fields: {} });
  });

  it('takes a duplicate back out of the record that it went into', async () => {
    const twin = await customerCalled('forgotten-twin-2', 'Sal');
    const kept = await customerCalled('kept-2');
    const into = { into: 'kept-2', reason: 'Entered twice.' };
    await desk.as('agent', 'ana').post(`${twin.path}/merge`, into, { 'if-match': '*' });
    await twin.themselves.post(`${twin.path}/claims`, { field: 'language', value: 'ar' });
    const read = async () => (await kept.themselves.get(`${kept.path}/record`)).body;
    await eventually(async () => (await read()).fields.language !== undefined);
    await twin.themselves.post(`${twin.path}/erasure`, { legalBasis });
    await eventually(async () => (await read()).merged.length === 0);
    const { fields } = await read();
    expect(fields.language.value).toBeUndefined();
    expect(fields['preferred-name'].value).toBe('Salma');
  });

  it('is refused, on the record, while the law wants the data', async () => {
    const { themselves, path } = await customerCalled('forgotten-2');
    const ben = desk.as('manager', 'ben');
    await ben.put(`${path}/legal-hold`, { reason: 'Court order 7 O 12/26' });
    const refused = await themselves.post(`${path}/erasure`, { legalBasis });
    expect(refused.status).toBe(409);
    expect(refused.body.type).toMatch(/record\.legal-hold$/);
    expect(desk.eraser.erased).not.toContain('demo/forgotten-2');
    const { events } = (await themselves.get(`${path}/data`)).body;
    expect(events.map(({ type }: { type: string }) => type)).toContain('ErasureRefused');
    await ben.delete(`${path}/legal-hold`);
    expect((await themselves.post(`${path}/erasure`, { legalBasis })).status).toBe(200);
  });
});
