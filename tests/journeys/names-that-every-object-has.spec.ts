import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HttpPipeline, type Role, roles, type RouteRow } from '#platform';

import { type Person, TestDesk } from '../support/desk.js';

const names = ['constructor', 'toString', 'hasOwnProperty', '__proto__'];

/** The value again and again, each time with another of its texts or keys made the word. */
const variantsOf = (value: unknown, word: string): readonly unknown[] => {
  if (typeof value === 'string') return [word];
  if (Array.isArray(value))
    return value.flatMap((item) => variantsOf(item, word).map((one) => [one]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...variantsOf(inner, word).map((one) => ({ ...value, [key]: one })),
    Object.fromEntries([[word, inner]]),
    Object.fromEntries([
      ...Object.entries(value).filter(([other]) => other !== key),
      [word, inner],
    ]),
  ]);
};

describe('names that every object has', () => {
  let desk: TestDesk;
  let people: Readonly<Record<Role, Person>>;
  let rows: readonly RouteRow[];
  let ticket: string;
  let document: {
    paths: Record<string, Record<string, { parameters?: { in: string; name: string }[] }>>;
  };

  beforeAll(async () => {
    desk = await TestDesk.open({ AMENDS_FAILURE_LIMIT: '0' });
    rows = desk.desk.app.get(HttpPipeline).rows;
    const all = roles.map(async (role) => [role, await desk.person(role, role)] as const);
    people = Object.fromEntries(await Promise.all(all)) as Record<Role, Person>;
    const opened = { kind: 'incident', subject: 'The printer smokes' };
    document = (await people.agent('GET', '/openapi.json')).body;
    ticket = (await people.customer('POST', '/v1/tickets', opened)).body.id;
    const fields = { name: 'Casey Jones', email: 'casey@example.org' };
    await people.integration('POST', '/v1/customers/customer/imports', { row: '1', fields });
    const user = { userName: 'casey', externalId: 'customer', name: { givenName: 'Casey' } };
    await people.integration('POST', '/scim/v2/Users', user);
    await people.integration('POST', '/scim/v2/Groups', {
      displayName: 'Some',
      externalId: 'some',
    });
  });
  afterAll(() => desk.close());

  const askerOf = (row: RouteRow): Person =>
    people[row.roles === 'anyone' ? 'customer' : row.roles[0]!];

  const urlOf = ({ path }: RouteRow, word: string) => {
    const id = path.startsWith('/v1/tickets') ? ticket : 'customer';
    return path.replace(/:(id|customer|person)\b/, id).replaceAll(/:\w+/g, word);
  };

  const parametersOf = ({ path }: RouteRow): readonly { in: string; name: string }[] =>
    document.paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.['get']?.parameters ?? [];

  const queriesOf = (row: RouteRow, word: string): readonly string[] =>
    [...parametersOf(row).filter((parameter) => parameter.in === 'query'), { name: word }].flatMap(
      ({ name }) =>
        [word, `-${word}`, `${word} eq "a"`, `a.${word} eq "a"`].map(
          (text) => `${name}=${encodeURIComponent(text)}`,
        ),
    );

  const isEndless = ({ answer }: RouteRow) => answer?.media === 'text/event-stream';

  it.each(names)('break nothing as a word of any request: %s', async (word) => {
    const failed: unknown[] = [];
    const note = (row: RouteRow, what: unknown, status: number) => {
      if (status >= 500 && status !== 503) failed.push([row.method, row.path, what, status]);
    };
    for (const row of rows.filter((one) => !isEndless(one))) {
      const [person, url] = [askerOf(row), urlOf(row, word)];
      for (const body of row.example ? variantsOf(row.example, word) : [undefined])
        note(row, body, (await person(row.method, url, body, { 'if-match': '*' })).status);
      for (const query of row.method === 'GET' ? queriesOf(row, word) : [])
        note(row, query, (await person('GET', `${url}?${query}`)).status);
    }
    expect(failed).toEqual([]);
  });

  it('harm no view', async () => {
    const states = await desk.desk.stores.views.reader.states();
    expect(states.filter(({ fault }) => fault !== undefined)).toEqual([]);
  });
});
