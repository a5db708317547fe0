import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HttpPipeline, type Role, roles, type RouteRow } from '#platform';

import { nameOf, type Said } from '../support/answers.js';
import { type Person, TestDesk } from '../support/desk.js';
import { endless } from '../support/reading-routes.js';

type Fields = Readonly<Record<string, string>>;

interface Wrong {
  readonly query?: string;
  readonly payload?: string;
  readonly fields?: Fields;
}

const json = { 'content-type': 'application/json' };

/** What can be wrong with any request. */
const wrongs: Readonly<Record<string, Wrong>> = {
  'a query that nobody knows': { query: '?nonsense=1&limit=0&cursor=AAAA&count=maybe' },
  'a body that is no JSON': { payload: '{"kind":', fields: json },
  'a body of another shape': { payload: '{"nonsense":[1]}', fields: json },
  'no body': { payload: '', fields: json },
  'a body of another type': { payload: '<a/>', fields: { 'content-type': 'application/xml' } },
  'a body that is too large': { payload: JSON.stringify({ a: 'x'.repeat(300_000) }), fields: json },
  'packed JSON': { payload: '{}', fields: { ...json, 'content-encoding': 'gzip' } },
  'tags that are none': { payload: '{}', fields: { ...json, 'if-match': 'nonsense' } },
  'a key that is none': { payload: '{}', fields: { ...json, 'idempotency-key': '"' } },
  'a position that is not reached': {
    fields: { 'amends-position': '999999999', prefer: 'wait=0' },
  },
  'a position that is none': { fields: { 'amends-position': 'nonsense' } },
  'somebody unknown': { fields: { authorization: 'Bearer nonsense' } },
};

/** Every route refuses with a status, a code and a content type that the OpenAPI document says. */
describe('every route refuses, as it is documented', () => {
  let desk: TestDesk;
  let people: ReadonlyMap<Role, Person>;

  beforeAll(async () => {
    desk = await TestDesk.open({ AMENDS_FAILURE_LIMIT: '0' });
    const all = roles.map(async (role) => [role, await desk.person(role)] as const);
    people = new Map(await Promise.all(all));
  });
  afterAll(() => desk.close());

  const isAsked = (row: RouteRow, { payload }: Wrong) =>
    !(endless.includes(nameOf(row)) && payload === undefined) &&
    !(row.method === 'GET' && payload !== undefined);

  /** By somebody who may, with ids that nothing has. */
  const ask = ({ roles: allowed, method, path }: RouteRow, wrong: Wrong): Promise<Said> => {
    const { query = '', payload, fields = {} } = wrong;
    const person = people.get(allowed === 'anyone' ? 'administrator' : allowed[0]!)!;
    const url = path.replaceAll(/:\w+/g, '01a20000-0000-7000-8000-000000000000');
    return person(method, `${url}${query}`, payload, { ...fields });
  };

  it.each(Object.entries(wrongs))('%s', async (_, wrong) => {
    const rows = desk.desk.app.get(HttpPipeline).rows.filter((row) => isAsked(row, wrong));
    const refused: string[] = [];
    const undocumented: string[] = [];
    for (const row of rows)
      await ask(row, wrong).then(
        ({ status }) => void (status >= 400 && refused.push(nameOf(row))),
        (error: Error) => void undocumented.push(error.message),
      );
    expect(undocumented).toEqual([]);
    expect(refused.length).toBeGreaterThan(20);
  });
});
