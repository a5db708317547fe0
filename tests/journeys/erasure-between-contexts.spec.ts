import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { eventually, type Person, TestDesk } from '../support/desk.js';

const legalBasis = 'GDPR, article 17(1)(b)';
const basis = { legalBasis };

describe('erasing a person who is known to several contexts', () => {
  let desk: TestDesk;
  let crm: Person;
  let amal: Person;
  let morgan: Person;

  beforeAll(async () => {
    desk = await TestDesk.open();
    crm = await desk.person('integration', 'crm');
    amal = await desk.person('agent', 'amal');
    morgan = await desk.person('manager', 'morgan');
  });
  afterAll(() => desk.close());

  const known = async (customer: string) => {
    const row = { system: 'crm', row: customer, fields: { name: `Name of ${customer}` } };
    expect((await crm('POST', `/v1/customers/${customer}/imports`, row)).status).toBeLessThan(300);
  };

  const merged = async (from: string, into: string) => {
    const wish = { into, reason: 'Entered twice.' };
    const match = { 'if-match': '*' };
    expect((await amal('POST', `/v1/customers/${from}/merge`, wish, match)).status).toBe(200);
    await eventually(async () => (await recordOf(into)).merged.includes(from));
  };

  const recordOf = async (customer: string) =>
    (await amal('GET', `/v1/customers/${customer}/record`)).body;

  const held = (customer: string) =>
    morgan('PUT', `/v1/customers/${customer}/legal-hold`, { reason: 'Court order 7 O 12/26' });

  const erase = (customer: string) => morgan('POST', `/v1/customers/${customer}/erasure`, basis);

  it('a legal hold on a record that was merged into another is honoured', async () => {
    await known('b1');
    await known('c1');
    await held('c1');
    await merged('c1', 'b1');
    expect(await erase('b1')).toMatchObject({ status: 409, body: { code: 'record.legal-hold' } });
    expect((await recordOf('c1')).fields.name.value).toBe('Name of c1');
    expect((await recordOf('b1')).fields.name).toBeDefined();
  });

  it('over a chain of merges, too', async () => {
    for (const each of ['b2', 'c2', 'd2']) await known(each);
    await merged('d2', 'c2');
    await merged('c2', 'b2');
    await held('d2');
    expect((await erase('b2')).status).toBe(409);
    expect((await recordOf('d2')).fields.name.value).toBe('Name of d2');
  });

  it('and so is a hold on the record that survived, when the duplicate is to be erased', async () => {
    await known('b3');
    await known('c3');
    await merged('c3', 'b3');
    await held('b3');
    expect((await erase('c3')).status).toBe(409);
    expect((await recordOf('b3')).merged).toEqual(['c3']);
  });

  it('a record and all that went into it are erased at the first request', async () => {
    for (const each of ['b4', 'c4', 'd4']) await known(each);
    await merged('d4', 'c4');
    await merged('c4', 'b4');
    const { status, body } = await erase('b4');
    expect(status).toBe(200);
    expect(body.erased).toEqual(['b4', 'c4', 'd4']);
    for (const each of ['b4', 'c4', 'd4'])
      expect(await recordOf(each)).toMatchObject({ erased: { legalBasis }, fields: {} });
  });

  it('somebody with tickets and no record is given their data, and can be erased', async () => {
    const omar = await desk.person('customer', 'omar');
    const told = { kind: 'incident', subject: 'The lamp of Omar', told: { hurts: 'It hums' } };
    const opened = await omar('POST', '/v1/tickets', told);
    const { status, body } = await omar('GET', '/v1/customers/omar/data');
    expect(status).toBe(200);
    expect(body.kept).toMatchObject([
      { context: 'tickets', type: 'TicketOpened', values: { '/subject': 'The lamp of Omar' } },
      { context: 'tickets', type: 'PainPointTold', values: { '/hurts': 'It hums' } },
    ]);
    expect((await omar('POST', '/v1/customers/omar/erasure', basis)).status).toBe(200);
    const ticket = (await amal('GET', `/v1/tickets/${opened.body.id}`)).body;
    expect(ticket).toMatchObject({ subject: '[erased]', status: 'closed', closedAs: 'erased' });
  });

  it('the receipt says what stays, as it is not personal by itself', async () => {
    const ticket = {
      kind: 'incident',
      subject: 'The desk of Dina',
      told: { hurts: 'It wobbles' },
      requester: { id: 'dina', name: 'Dina Aziz' },
      origin: { system: 'servicenow', id: 'INC0004711' },
    };
    const { id } = (await amal('POST', '/v1/tickets', ticket)).body;
    const grades = { category: 'furniture', service: 'office', impact: 'low', urgency: 'low' };
    await amal('PUT', `/v1/tickets/${id}/classification`, grades, { 'if-match': '*' });
    const { stays } = (await erase('dina')).body;
    const said = stays.find(({ aggregate }: { aggregate: string }) => aggregate === 'ticket');
    expect(said).toMatchObject({ context: 'tickets' });
    expect(said.members).toEqual(
      expect.arrayContaining(['category', 'service', 'origin.id', 'origin.system']),
    );
    expect(said.members).toEqual(
      expect.not.arrayContaining(['subject', 'requester.name', 'hurts']),
    );
    expect((await amal('GET', `/v1/tickets/${id}`)).body).toMatchObject({
      category: 'furniture',
      service: 'office',
      origin: { id: 'INC0004711' },
    });
  });

  it('nobody is handed the ticket of somebody who was erased', async () => {
    expect((await amal('POST', '/v1/queues/intake/claims', undefined)).status).toBe(204);
  });

  it('nobody learns that somebody else is known', async () => {
    const nosy = await desk.person('customer', 'nosy');
    for (const other of ['b1', 'nobody']) {
      const path = `/v1/customers/${other}`;
      expect((await nosy('GET', `${path}/data`)).body.code).toBe('record.not-found');
      expect((await nosy('POST', `${path}/erasure`, basis)).body.code).toBe('record.not-found');
    }
    expect((await morgan('POST', '/v1/customers/nobody/erasure', basis)).status).toBe(404);
  });
});
