import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordsDesk } from '#records/testing';

import { importUserPolicy } from '../import/import-user.policy.js';
import { urns } from './scim.representation.js';

let desk: Awaited<ReturnType<typeof recordsDesk>>;

beforeAll(async () => {
  desk = await recordsDesk();
});

afterAll(() => desk.close());

const okta = () => desk.as('integration', 'okta');
const users = '/scim/v2/Users';

const userOf = (externalId: string, other: object = {}) => ({
  schemas: [urns.user],
  externalId,
  userName: `${externalId}@Example.org`,
  name: { givenName: 'Salma', familyName: 'Hassan' },
  emails: [{ value: `${externalId}@example.org`, type: 'work', primary: true }],
  addresses: [{ streetAddress: '10 Nile Street', locality: 'Cairo', country: 'EG', type: 'home' }],
  active: true,
  ...other,
});

const headers = { 'content-type': 'application/scim+json' };

/** The record as staff see it, after what the directory said has come there. */
const recordOf = async (customer: string) => {
  while (await desk.platform.views.get(importUserPolicy, 'demo', customer)) await desk.idle();
  return (await desk.as('agent', 'ana').get(`/v1/customers/${customer}/record`)).body;
};

describe('a directory', () => {
  it('is one more source of a record', async () => {
    const made = await okta().post(users, userOf('scim-1'), headers);
    expect(made.status).toBe(201);
    expect(made.headers['content-type']).toMatch('application/scim+json');
    expect(made.headers['location']).toBe(`${users}/scim-1`);
    expect(made.body).toMatchObject({
      schemas: [urns.user],
      id: 'scim-1',
      userName: 'scim-1@Example.org',
      meta: { resourceType: 'User', location: `${users}/scim-1`, version: '"1"' },
    });
    const { fields } = await recordOf('scim-1');
    expect(fields).toMatchObject({
      name: { value: 'Salma Hassan', source: 'import:okta' },
      email: { value: 'scim-1@example.org' },
      address: { value: { street: '10 Nile Street', city: 'Cairo' } },
    });
  });

  it('cannot overwrite what the customer says, and is told that it should learn', async () => {
    await okta().post(users, userOf('scim-2'), headers);
    await recordOf('scim-2');
    await desk.as('customer', 'scim-2').post('/v1/customers/scim-2/claims', {
      field: 'address',
      value: { street: 'Nile Street', houseNumber: '30' },
    });
    const again = await okta().put(
      `${users}/scim-2`,
      userOf('scim-2', { nickName: 'Sal' }),
      headers,
    );
    expect(again.status).toBe(200);
    const { fields } = await recordOf('scim-2');
    expect(fields.address).toMatchObject({
      value: { houseNumber: '30' },
      source: 'customer',
      disputedBy: [{ system: 'okta' }],
    });
    expect(fields['preferred-name'].value).toBe('Sal');
    const { body } = await okta().get(`${users}/scim-2`);
    expect(body[urns.record]).toEqual({ corrected: ['addresses'] });
  });

  it.each([
    ['members that are nothing', { emails: [null], phoneNumbers: [null, { value: 7 }] }],
    [
      'lists for texts and texts for lists',
      { title: ['a'], emails: 'a@example.org', name: 'Salma' },
    ],
    ['values of other kinds', { name: { givenName: {} }, addresses: [[]], active: 'yes' }],
  ])('harms no view by %s', async (what, other) => {
    const made = await okta().post(users, userOf(`odd-${what.length}`, other), headers);
    expect(made.status).toBeLessThan(500);
    await desk.idle();
    const states = await desk.platform.views.states();
    expect(states.filter(({ fault }) => fault !== undefined)).toEqual([]);
  });

  it('takes back what it said when an attribute is gone', async () => {
    await okta().post(users, userOf('scim-3', { nickName: 'Sal' }), headers);
    await recordOf('scim-3');
    const patched = await okta().patch(
      `${users}/scim-3`,
      { schemas: [urns.patch], Operations: [{ op: 'remove', path: 'nickName' }] },
      headers,
    );
    expect(patched.status).toBe(200);
    expect(patched.body.nickName).toBeUndefined();
    expect((await recordOf('scim-3')).fields['preferred-name'].value).toBeUndefined();
  });

  it('changes parts by path, by filter, and by texts for booleans', async () => {
    await okta().post(users, userOf('scim-4'), headers);
    const { status, body } = await okta().patch(
      `${users}/scim-4`,
      {
        schemas: [urns.patch],
        Operations: [
          { op: 'Replace', path: 'active', value: 'False' },
          { op: 'replace', path: 'emails[type eq "work"].value', value: 'new@example.org' },
          { op: 'add', value: { nickName: 'Sal' } },
        ],
      },
      headers,
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      active: false,
      nickName: 'Sal',
      emails: [{ value: 'new@example.org', type: 'work', primary: true }],
    });
  });

  it('finds users by equality, page by page', async () => {
    await okta().post(users, userOf('scim-5'), headers);
    const filter = encodeURIComponent('userName eq "SCIM-5@example.ORG" and active eq true');
    const { body } = await okta().get(`${users}?filter=${filter}`);
    expect(body).toMatchObject({
      schemas: [urns.list],
      totalResults: 1,
      startIndex: 1,
      itemsPerPage: 1,
      Resources: [{ id: 'scim-5' }],
    });
    const all = (await okta().get(`${users}?count=0`)).body.totalResults;
    const second = (await okta().get(`${users}?startIndex=2&count=1&attributes=userName`)).body;
    expect(second).toMatchObject({ totalResults: all, startIndex: 2, itemsPerPage: 1 });
    expect(Object.keys(second.Resources[0]).toSorted()).toEqual([
      'id',
      'meta',
      'schemas',
      'userName',
    ]);
  });

  it('forgets a user without touching the record', async () => {
    await okta().post(users, userOf('scim-6'), headers);
    await recordOf('scim-6');
    expect((await okta().delete(`${users}/scim-6`)).status).toBe(204);
    expect((await okta().get(`${users}/scim-6`)).status).toBe(404);
    expect((await recordOf('scim-6')).fields.name.value).toBe('Salma Hassan');
    expect((await okta().post(users, userOf('scim-6'), headers)).status).toBe(201);
  });

  it('names nobody in an id', async () => {
    const { body } = await okta().post(users, userOf('salma@example.org'), headers);
    expect(body.id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('changes nothing that somebody else has changed since', async () => {
    await okta().post(users, userOf('scim-7'), headers);
    const change = { ...headers, 'if-match': '"1"' };
    expect(
      (await okta().put(`${users}/scim-7`, userOf('scim-7', { title: 'Dr' }), change)).status,
    ).toBe(200);
    expect(
      (await okta().put(`${users}/scim-7`, userOf('scim-7', { title: 'Mx' }), change)).status,
    ).toBe(412);
  });

  it('keeps groups of staff', async () => {
    const groups = '/scim/v2/Groups';
    const made = await okta().post(groups, { displayName: 'Service desk' }, headers);
    const member = { op: 'add', path: 'members', value: [{ value: 'ana' }] };
    const { body } = await okta().patch(
      `${groups}/${made.body.id}`,
      { schemas: [urns.patch], Operations: [member] },
      headers,
    );
    expect(body).toMatchObject({ displayName: 'Service desk', members: [{ value: 'ana' }] });
    const filter = encodeURIComponent('displayName eq "service desk"');
    expect((await okta().get(`${groups}?filter=${filter}`)).body.totalResults).toBe(1);
    expect((await okta().get(`${users}/${made.body.id}`)).status).toBe(404);
  });
});

describe('a directory that is refused', () => {
  const told = (status: string, scimType?: string) => ({
    schemas: [urns.error],
    status,
    ...(scimType && { scimType }),
    detail: expect.any(String),
  });

  it('hears it in the form of SCIM', async () => {
    await okta().post(users, userOf('scim-8'), headers);
    const again = await okta().post(users, userOf('scim-8'), headers);
    expect(again.body).toEqual(told('409', 'uniqueness'));
    expect(again.headers['content-type']).toMatch('application/scim+json');
    const filter = encodeURIComponent('userName ne "a"');
    expect((await okta().get(`${users}?filter=${filter}`)).body).toEqual(
      told('400', 'invalidFilter'),
    );
    expect((await okta().get(`${users}?filter=((`)).body).toEqual(told('400', 'invalidFilter'));
    expect((await okta().post(users, { name: {} }, headers)).body).toEqual(
      told('400', 'invalidValue'),
    );
    expect((await okta().get(`${users}/nobody`)).body).toEqual(told('404'));
    const wrong = { schemas: [urns.patch], Operations: [{ op: 'jump' }] };
    expect((await okta().patch(`${users}/scim-8`, wrong, headers)).body).toEqual(
      told('400', 'invalidPath'),
    );
    expect((await okta().get(`${users}?startIndex=200000`)).body).toEqual(told('400', 'tooMany'));
  });

  it.each([
    ['a text that is too long', { addresses: [{ streetAddress: `a${' '.repeat(40_000)}b` }] }],
    ['a name that is too long', { nickName: 'a'.repeat(1001) }],
    ['too many values', { emails: Array.from({ length: 101 }, () => ({ value: 'a@b.example' })) }],
  ])('hears of %s', async (what, other) => {
    const id = `long-${what.length}`;
    expect((await okta().post(users, userOf(id, other), headers)).body).toEqual(
      told('400', 'invalidValue'),
    );
    await okta().post(users, userOf(id), headers);
    expect((await okta().put(`${users}/${id}`, userOf(id, other), headers)).body).toEqual(
      told('400', 'invalidValue'),
    );
    const Operations = [{ op: 'add', value: other }];
    expect(
      (await okta().patch(`${users}/${id}`, { schemas: [urns.patch], Operations }, headers)).body,
    ).toEqual(told('400', 'invalidValue'));
  });

  it('is refused to people', async () => {
    const { body } = await desk.as('agent', 'ana').get(users);
    expect(body).toEqual(told('403'));
  });
});

describe('what the service tells of itself', () => {
  it('names what it can do, its resources and their attributes', async () => {
    const { body: config } = await okta().get('/scim/v2/ServiceProviderConfig');
    expect(config).toMatchObject({ patch: { supported: true }, bulk: { supported: false } });
    const { body: types } = await okta().get('/scim/v2/ResourceTypes');
    expect(types.Resources.map(({ id }: { id: string }) => id)).toEqual(['User', 'Group']);
    expect((await okta().get('/scim/v2/ResourceTypes/User')).body.schema).toBe(urns.user);
    expect((await okta().get('/scim/v2/Schemas')).body.totalResults).toBe(3);
    const { body: user } = await okta().get(`/scim/v2/Schemas/${urns.user}`);
    expect(user.attributes[0]).toMatchObject({ name: 'userName', required: true });
    expect((await okta().get('/scim/v2/Schemas/nothing')).status).toBe(404);
  });
});
