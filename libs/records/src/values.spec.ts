import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordsDesk } from './records-app.fixture.js';

let desk: Awaited<ReturnType<typeof recordsDesk>>;

beforeAll(async () => {
  desk = await recordsDesk();
});

afterAll(() => desk.close());

const crm = () => desk.as('integration', 'crm');
const imports = (customer: string, fields: object) =>
  crm().post(`/v1/customers/${customer}/imports`, { system: 'crm', row: customer, fields });
const fieldsOf = async (customer: string) =>
  (await desk.as('customer', customer).get(`/v1/customers/${customer}/record`)).body.fields;

const found = async (q: string) => {
  const { body } = await desk.as('agent', 'ana').get(`/v1/customers?q=${encodeURIComponent(q)}`);
  return (body.items as { customer: string }[]).map(({ customer }) => customer).toSorted();
};

const known: Readonly<Record<string, object>> = {
  joerg: { name: 'Jörg Müller', telephone: '+49 30 123456', 'customer-number': 'KD-4711' },
  mueller: { name: 'Anna Mueller', 'date-of-birth': '1990-03-07' },
  kevin: {
    name: 'Kevin O’Brien',
    address: { street: 'Mill Lane', houseNumber: '10A', city: 'Ely' },
  },
  paddy: {
    name: 'Paddy OBrien',
    address: { street: 'Mill Lane', houseNumber: '2 bis', city: 'Ely' },
  },
  abdallah: { name: 'عبد الله حسن', telephone: '٠١٠ ٠١٢٣ ٤٥٦٧' },
  abdullah: { name: 'عبدالله سالم' },
};

describe('an import that nobody could read in full', () => {
  it('is answered with the fields, once more when it comes again, and empties none', async () => {
    await imports('ola', { email: 'ola@example.org', telephone: '010 0123 4999', name: 'Ola' });
    const garbled = { email: 'ola at example', telephone: 'call me', name: 'Ola' };
    for (const _ of ['tonight', 'tomorrow'])
      expect(await imports('ola', garbled)).toMatchObject({
        status: 200,
        body: { id: 'ola', unread: ['email', 'telephone'] },
      });
    const { email, telephone } = await fieldsOf('ola');
    expect([email.value, telephone.value]).toEqual(['ola@example.org', '+201001234999']);
    const open = await desk.as('agent', 'ana').get('/v1/discrepancies?customer=ola&status=open');
    const told = open.body.items as { field: string; unread: boolean }[];
    expect(told.map(({ field, unread }) => [field, unread]).toSorted()).toEqual([
      ['email', true],
      ['telephone', true],
    ]);
    expect((await imports('ola', { email: 'ola@example.org' })).body.unread).toEqual([]);
  });
});

describe('finding a customer as people type', () => {
  beforeAll(async () => {
    for (const [customer, fields] of Object.entries(known)) await imports(customer, fields);
  });

  it.each([
    ['Mueller', ['joerg', 'mueller']],
    ['Müller', ['joerg', 'mueller']],
    ['müll', ['joerg', 'mueller']],
    ['joerg muller', ['joerg']],
    ['OBrien', ['kevin', 'paddy']],
    ["o'brien", ['kevin', 'paddy']],
    ['O Brien', ['kevin', 'paddy']],
    ['عبدالله', ['abdallah', 'abdullah']],
    ['عبد الله', ['abdallah', 'abdullah']],
    ['عبد الله حسن', ['abdallah']],
    ['10 a', ['kevin']],
    ['Mill Lane 10A', ['kevin']],
    ['2bis Mill', ['paddy']],
    ['2 bis', ['paddy']],
    ['+20 100 123 4567', ['abdallah']],
    ['010 0123 4567', ['abdallah']],
    ['010-0123-4567', ['abdallah']],
    ['٠١٠٠١٢٣٤٥٦٧', ['abdallah']],
    ['٠٠٢٠ ١٠٠ ١٢٣ ٤٥٦٧', ['abdallah']],
    ['1001234567', ['abdallah']],
    ['+49 (0)30 12 34 56', ['joerg']],
    ['(030) 123456', ['joerg']],
    ['030/12 34', ['joerg']],
    ['Jörg 030 123456', ['joerg']],
    ['KD 4711', ['joerg']],
    ['KD4711', ['joerg']],
    ['1990-03-07', ['mueller']],
    ['1990', ['mueller']],
    ['Miller', []],
  ])('%s', async (typed, customers) => expect(await found(typed)).toEqual(customers));
});

describe('a telephone number that can be read two ways', () => {
  it('is shown as it was told, and as unverified', async () => {
    await imports('rana', { telephone: '٣٥٣ ٨٧ ١٢٣ ٤٥٦٧', name: 'Rana' });
    const { telephone, name } = await fieldsOf('rana');
    expect(telephone).toMatchObject({ value: '353871234567', unverified: true });
    expect(name).not.toHaveProperty('unverified');
  });
});
