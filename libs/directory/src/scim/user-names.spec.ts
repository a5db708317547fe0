import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordsDesk } from '#records/testing';

import { urns } from './scim.representation.js';

let desk: Awaited<ReturnType<typeof recordsDesk>>;

beforeAll(async () => {
  desk = await recordsDesk();
});

afterAll(() => desk.close());

const okta = () => desk.as('integration', 'okta');
const users = '/scim/v2/Users';
const headers = { 'content-type': 'application/scim+json' };
const eight = [1, 2, 3, 4, 5, 6, 7, 8];

const create = (userName: string, externalId?: string) =>
  okta().post(
    users,
    { schemas: [urns.user], userName, ...(externalId && { externalId }) },
    headers,
  );
const replace = (path: string, userName: string) =>
  okta().put(path, { schemas: [urns.user], userName }, headers);
const rename = (path: string, userName: string) =>
  okta().patch(
    path,
    { schemas: [urns.patch], Operations: [{ op: 'replace', path: 'userName', value: userName }] },
    headers,
  );
const counted = (answers: readonly { readonly status: number }[]) =>
  answers.map(({ status }) => status).toSorted();

describe('a user name', () => {
  it('is given to one of eight who ask for it at once', async () => {
    const answers = await Promise.all(
      eight.map((n) => create(n % 2 ? 'Salma@x.org' : 'salma@X.org')),
    );
    expect(counted(answers)).toEqual([201, ...eight.slice(1).map(() => 409)]);
    const { body } = answers.find(({ status }) => status === 409)!;
    expect(body).toMatchObject({ schemas: [urns.error], status: '409', scimType: 'uniqueness' });
  });

  it('is given to one of eight who are renamed to it at once', async () => {
    const made = await Promise.all(eight.map((n) => create(`was-${n}`, `renamed-${n}`)));
    expect(counted(made)).toEqual(eight.map(() => 201));
    const paths = eight.map((n) => `${users}/renamed-${n}`);
    const answers = await Promise.all(
      paths.map((path, index) => (index % 2 ? rename : replace)(path, 'Wanted')),
    );
    expect(counted(answers)).toEqual([200, ...eight.slice(1).map(() => 409)]);
  });

  it('is free again after its user was renamed, removed, or never came to be', async () => {
    await create('first', 'user-a');
    expect((await rename(`${users}/user-a`, 'second')).status).toBe(200);
    expect((await create('FIRST', 'user-b')).status).toBe(201);
    expect((await create('second')).status).toBe(409);
    expect((await create('third', 'user-b')).status).toBe(409);
    expect((await create('third')).status).toBe(201);
    expect((await okta().delete(`${users}/user-b`)).status).toBe(204);
    expect((await create('first')).status).toBe(201);
  });

  it('stays with its user, no matter who changes the user at the same time', async () => {
    await create('steady', 'user-c');
    const path = `${users}/user-c`;
    const names = ['other', 'steady', 'other', 'steady', 'STEADY', 'other', 'steady', 'other'];
    expect(counted(await Promise.all(names.map((name) => rename(path, name))))).toEqual(
      names.map(() => 200),
    );
    const { userName } = (await okta().get(path)).body;
    const [free] = ['other', 'steady'].filter((name) => name !== userName.toLowerCase());
    expect((await create(userName)).status).toBe(409);
    expect((await create(free!)).status).toBe(201);
  });

  it('is in the name of no stream', async () => {
    const events = await desk.platform.store.readAll({ limit: 1000 });
    const streams = events
      .map(({ stream }) => stream)
      .filter((name) => name.startsWith('username-'));
    expect(streams.length).toBeGreaterThan(0);
    for (const stream of streams) expect(stream).toMatch(/^username-demo-[0-9a-f]{40}$/);
  });
});

describe('a group', () => {
  it('loses a member as Entra removes one', async () => {
    const members = [{ value: 'a' }, { value: 'b' }];
    const made = await okta().post('/scim/v2/Groups', { displayName: 'Two', members }, headers);
    const value = [{ $ref: null, value: 'a' }];
    const Operations = [{ op: 'Remove', path: 'members', value }];
    const { body } = await okta().patch(
      `/scim/v2/Groups/${made.body.id}`,
      { schemas: [urns.patch], Operations },
      headers,
    );
    expect(body.members).toEqual([{ value: 'b' }]);
  });

  it('takes eight members who are added at once, without a version', async () => {
    const groups = '/scim/v2/Groups';
    const { body } = await okta().post(groups, { displayName: 'Everybody' }, headers);
    const path = `${groups}/${body.id}`;
    const add = (n: number) => {
      const Operations = [{ op: 'add', path: 'members', value: [{ value: `member-${n}` }] }];
      return okta().patch(path, { schemas: [urns.patch], Operations }, headers);
    };
    expect(counted(await Promise.all(eight.map(add)))).toEqual(eight.map(() => 200));
    const { members } = (await okta().get(path)).body as { members: { value: string }[] };
    expect(members.map(({ value }) => value).toSorted()).toEqual(eight.map((n) => `member-${n}`));
  });
});
