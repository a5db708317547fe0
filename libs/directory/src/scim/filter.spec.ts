import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { recordsDesk } from '#records/testing';

import { urns } from './scim.representation.js';

let desk: Awaited<ReturnType<typeof recordsDesk>>;
const headers = { 'content-type': 'application/scim+json' };
const okta = () => desk.as('integration', 'okta');

const people: Readonly<Record<string, object>> = {
  salma: {
    userName: 'Salma.Hassan',
    displayName: 'سلمى حسن',
    emails: [
      { value: 'salma@Example.org', type: 'Work' },
      { value: 'home@example.net', type: 'home' },
    ],
    active: true,
  },
  omar: {
    userName: 'omar',
    emails: [{ value: 'omar@example.org', type: 'home' }],
    active: false,
  },
  nadia: { userName: 'nadia.hassan', displayName: 'Nadia', active: true },
};

beforeAll(async () => {
  desk = await recordsDesk();
  for (const [externalId, user] of Object.entries(people))
    await okta().post('/scim/v2/Users', { schemas: [urns.user], externalId, ...user }, headers);
  const groups = { a: ['ana', 'ben'], b: ['ben'] };
  for (const [externalId, members] of Object.entries(groups))
    await okta().post(
      '/scim/v2/Groups',
      {
        schemas: [urns.group],
        externalId,
        displayName: `Group ${externalId}`,
        members: members.map((value) => ({ value })),
      },
      headers,
    );
});

afterAll(() => desk.close());

const asked = (kind: string, filter: string, more = '') =>
  okta().get(`/scim/v2/${kind}?filter=${encodeURIComponent(filter)}${more}`);

const found = async (kind: string, filter: string) => {
  const { status, body } = await asked(kind, filter);
  expect(status).toBe(200);
  const ids = (body.Resources as { externalId: string }[]).map(({ externalId }) => externalId);
  expect(body.totalResults).toBe(ids.length);
  return ids.toSorted();
};

describe('a filter', () => {
  it.each([
    ['userName eq "SALMA.hassan"', ['salma']],
    [`${urns.user}:userName eq "omar"`, ['omar']],
    ['userName eq "omar" and userName eq "nadia.hassan"', []],
    ['userName eq "omar" and active eq "False"', ['omar']],
    ['active eq "True"', ['nadia', 'salma']],
    ['active eq true', ['nadia', 'salma']],
    ['userName eq "omar" or userName eq "nadia.hassan"', ['nadia', 'omar']],
    ['active eq false or userName co "hassan"', ['nadia', 'omar', 'salma']],
    ['active eq true or userName co "hassan"', ['nadia', 'salma']],
    ['active eq true and (userName sw "nadia" or userName sw "omar")', ['nadia']],
    ['userName sw "Na"', ['nadia']],
    ['userName co "HASSAN"', ['nadia', 'salma']],
    ['displayName co "حسن"', ['salma']],
    ['displayName pr', ['nadia', 'salma']],
    ['emails pr', ['omar', 'salma']],
    ['emails eq "SALMA@example.org"', ['salma']],
    ['emails.value sw "home@"', ['salma']],
    ['emails co "example.org"', ['omar', 'salma']],
    ['emails[type eq "work"].value eq "salma@example.org"', ['salma']],
    ['emails[type eq "WORK"].value eq "home@example.net"', []],
    ['emails[type eq "home" and value eq "home@example.net"]', ['salma']],
    ['emails[type eq "home"]', ['omar', 'salma']],
    ['emails.type eq "Home"', ['omar', 'salma']],
    ['active eq true and emails[type eq "home"].value sw "h"', ['salma']],
    ['externalId eq "omar" or emails eq "salma@example.org"', ['omar', 'salma']],
    ['meta.lastModified gt "2020-01-01T00:00:00Z"', ['nadia', 'omar', 'salma']],
    ['meta.lastModified lt "2020-01-01T00:00:00Z"', []],
    ['members eq "ana"', undefined],
  ])('finds by %s', async (filter, ids) => {
    if (ids) expect(await found('Users', filter)).toEqual(ids);
    else expect((await asked('Users', filter)).status).toBe(400);
  });

  it.each([
    ['members eq "ana"', ['a']],
    ['members.value eq "ben"', ['a', 'b']],
    ['members[value eq "ben"]', ['a', 'b']],
    ['displayName eq "group A"', ['a']],
    ['displayName co "up b" and members eq "ben"', ['b']],
  ])('finds groups by %s', async (filter, ids) =>
    expect(await found('Groups', filter)).toEqual(ids),
  );

  it('is read page by page, each row once', async () => {
    const filter = 'active eq true or userName co "a"';
    const pages = await Promise.all(
      [1, 2, 3, 4].map((start) => asked('Users', filter, `&count=1&startIndex=${start}`)),
    );
    const ids = pages.flatMap(({ body }) =>
      (body.Resources as { id: string }[]).map(({ id }) => id),
    );
    expect(ids).toEqual(['nadia', 'omar', 'salma']);
    expect(pages.map(({ body }) => body.totalResults)).toEqual([3, 3, 3, 3]);
  });

  it.each([
    'userName ne "omar"',
    'not (active eq true)',
    'title eq "Dr"',
    'constructor eq "a"',
    '__proto__ eq "a"',
    'userName gt "a"',
    'userName eq 5',
    'active eq "perhaps"',
    'emails eq "a" and emails eq "b"',
    'emails[primary eq true]',
    'meta.lastModified gt "yesterday"',
    'userName co ""',
    'userName eq',
    '((',
    'userName eq "a" or id eq "b" or externalId eq "c" or active eq true or displayName eq "d"',
  ])('that is not served is refused as one: %s', async (filter) => {
    const { status, body } = await asked('Users', filter);
    expect([status, body.scimType, body.schemas]).toEqual([400, 'invalidFilter', [urns.error]]);
  });
});
