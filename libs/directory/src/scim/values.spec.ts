import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordsDesk } from '#records/testing';

import { urns } from './scim.representation.js';

let desk: Awaited<ReturnType<typeof recordsDesk>>;
const users = '/scim/v2/Users';
const salma = `${users}/salma`;
const headers = { 'content-type': 'application/scim+json' };
const okta = () => desk.as('integration', 'okta');

const user = {
  schemas: [urns.user],
  externalId: 'salma',
  userName: 'salma',
  displayName: 'سلمى',
  active: true,
  emails: [
    { value: 'a@example.org', type: 'work', primary: true },
    { value: 'b@example.org', type: 'home' },
  ],
};

beforeAll(async () => {
  desk = await recordsDesk();
  await okta().post(users, user, headers);
});

afterAll(() => desk.close());

const patch = (...Operations: readonly object[]) =>
  okta().patch(salma, { schemas: [urns.patch], Operations }, headers);

describe('a change of a user', () => {
  it.each([
    ['active', { op: 'replace', path: 'active', value: 'no' }],
    ['a text', { op: 'replace', path: 'displayName', value: 5 }],
    ['a list', { op: 'replace', path: 'emails', value: 'x@y' }],
    ['a part of a list', { op: 'add', path: 'emails', value: [{ value: 7 }] }],
    ['a part of a name', { op: 'add', path: 'name.givenName', value: ['S'] }],
    ['a name', { op: 'add', value: { name: 'Salma' } }],
    ['a user name that is gone', { op: 'remove', path: 'userName' }],
    ['a user name of blanks', { op: 'replace', path: 'userName', value: ' ' }],
  ])('with a value of the wrong type is refused, and changes nothing: %s', async (_, operation) => {
    const before = (await okta().get(salma)).body;
    const { status, body } = await patch({ op: 'add', path: 'title', value: 'Dr' }, operation);
    expect([status, body.scimType]).toEqual([400, 'invalidValue']);
    expect((await okta().get(salma)).body).toEqual(before);
  });

  it.each([
    { op: 'replace', path: 'id', value: 'omar' },
    { op: 'replace', path: 'meta.created', value: '2020-01-01T00:00:00Z' },
    { op: 'replace', path: `${urns.user}:id`, value: 'omar' },
    { op: 'add', path: `${urns.record}:corrected`, value: ['name'] },
    { op: 'replace', value: { id: 'omar' } },
  ])('of what is read-only is refused: %j', async (operation) => {
    const { status, body } = await patch(operation);
    expect([status, body.scimType]).toEqual([400, 'mutability']);
  });

  it('may send the id along, as it is', async () =>
    expect((await patch({ op: 'replace', value: { id: 'salma', title: 'Dr' } })).status).toBe(200));

  it('keeps one value primary at most: the new one', async () => {
    const value = [{ value: 'c@example.org', type: 'other', primary: 'True' }];
    const { body } = await patch({ op: 'add', path: 'emails', value });
    const primaries = (body.emails as { value: string; primary?: boolean }[]).filter(
      ({ primary }) => primary,
    );
    expect(primaries.map((email) => email.value)).toEqual(['c@example.org']);
    const two = user.emails.map((email) => ({ ...email, primary: true }));
    const both = await okta().put(salma, { ...user, emails: two }, headers);
    expect([both.status, both.body.scimType]).toEqual([400, 'invalidValue']);
  });

  it.each([
    { active: 'yes' },
    { emails: 'x@y' },
    { emails: ['x@y'] },
    { displayName: 5 },
    { name: 'S' },
  ])('as a whole is held to the same: %j', async (other) => {
    const { status, body } = await okta().put(salma, { ...user, ...other }, headers);
    expect([status, body.scimType]).toEqual([400, 'invalidValue']);
  });

  it('takes null for no value', async () => {
    const { status, body } = await okta().put(salma, { ...user, displayName: null }, headers);
    expect(status).toBe(200);
    expect(body).not.toHaveProperty('displayName');
  });
});

describe('what is asked of SCIM', () => {
  it('may have query parameters that nobody knows', async () =>
    expect((await okta().get(`${users}?aad=1&count=1`)).status).toBe(200));

  it('may name attributes with the URN of their schema', async () => {
    const name = encodeURIComponent(`${urns.user}:userName,${urns.user}:emails.value`);
    const { body } = await okta().get(`${salma}?attributes=${name}`);
    expect(Object.keys(body).toSorted()).toEqual(['emails', 'id', 'meta', 'schemas', 'userName']);
    const left = await okta().get(
      `${salma}?excludedAttributes=${encodeURIComponent(`${urns.user}:emails`)}`,
    );
    expect(left.body).not.toHaveProperty('emails');
  });

  it.each([
    ['GET', '/scim/v2/Nothing', 404],
    ['GET', '/scim', 404],
    ['DELETE', users, 405],
  ] as const)('is refused in its form on every path: %s %s', async (method, path, status) => {
    const answer = await (method === 'GET' ? okta().get(path) : okta().delete(path));
    expect(answer.headers['content-type']).toMatch('application/scim+json');
    expect([answer.status, answer.body.schemas, answer.body.status]).toEqual([
      status,
      [urns.error],
      String(status),
    ]);
  });
});
