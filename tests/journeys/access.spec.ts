import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HttpPipeline, type Role, type RouteRow, roles } from '#platform';

import type { Said } from '../support/answers.js';
import { type Person, TestDesk } from '../support/desk.js';

const NOBODYS = '01a20000-0000-7000-8000-000000000000';
const marks = ['Zanzibar', 'Casablanca'];

/** Every route × every role × owner, other and other tenant. */
describe('who may do what', () => {
  let desk: TestDesk;
  let people: Readonly<Record<Role, Person>>;
  let rows: readonly RouteRow[];
  let ticket: string;
  let elsewhere: string;

  /** What the row's example asks, of this ticket; a path parameter that is no ticket is somebody's. */
  /** What some routes cannot be asked without. */
  const queries = new Map([['RemoveAttachment', '?reason=mistaken']]);

  const ask = (person: Person, { method, path, name, example, upload }: RouteRow, id: string) => {
    const asked = path.replace(':id', id).replace(/:\w+/g, NOBODYS);
    const query = upload ? '?name=note.txt' : (queries.get(name ?? '') ?? '');
    const body = upload ? 'a file' : (example as object | undefined);
    const headers = upload ? { 'content-type': 'text/plain' } : {};
    return person(method, `${asked}${query}`, body, { 'if-match': '*', ...headers });
  };

  const open = async (person: Person, subject: string, more: object = {}) =>
    (await person('POST', '/v1/tickets', { kind: 'incident', subject, ...more })).body.id;

  const everyone = async (sub: string, tenant: string) =>
    Object.fromEntries(
      await Promise.all(
        roles.map(async (role) => [role, await desk.person(role, `${sub}-${role}`, tenant)]),
      ),
    ) as Record<Role, Person>;

  beforeAll(async () => {
    desk = await TestDesk.open({ AMENDS_FAILURE_LIMIT: '0' });
    rows = desk.desk.app.get(HttpPipeline).rows;
    people = await everyone('walker', 'demo');
    ticket = await open(await desk.person('customer', 'owner'), 'The printer in Zanzibar');
    elsewhere = await open(
      await desk.person('customer', 'walker-customer', 'other'),
      'The scanner in Casablanca',
    );
  });
  afterAll(() => desk.close());

  const closed = () => rows.filter((row): row is RouteRow => row.roles !== 'anyone');
  const tells = ({ body }: Said) => marks.filter((mark) => JSON.stringify(body).includes(mark));

  it('covers the routes of every context', () => {
    expect(closed().length).toBeGreaterThan(30);
  });

  it('nobody gets in without a credential, or with one that is not ours', async () => {
    const stranger = await desk.person('customer');
    for (const row of closed()) {
      const none = await stranger(row.method, row.path.replace(':id', ticket), undefined, {
        authorization: '',
      });
      const forged = await stranger(row.method, row.path.replace(':id', ticket), undefined, {
        authorization: `Bearer ${stranger.token.slice(0, -4)}AAAA`,
      });
      expect([row.path, none.status, forged.status]).toEqual([row.path, 401, 401]);
    }
  });

  it('a role that a row does not name is refused, and told nothing', async () => {
    for (const row of closed())
      for (const role of roles.filter((one) => !row.roles.includes(one as never))) {
        const said = await ask(people[role], row, ticket);
        expect([row.method, row.path, role, said.status, tells(said)]).toEqual([
          row.method,
          row.path,
          role,
          403,
          [],
        ]);
      }
  });

  it('another customer gets the answer for what does not exist, and changes nothing', async () => {
    const before = (await people.agent('GET', `/v1/tickets/${ticket}/timeline`)).body;
    const asked = closed().filter(
      ({ path, roles: may }) => /\/tickets\/:id/.test(path) && may.includes('customer' as never),
    );
    expect(asked.length).toBeGreaterThan(8);
    for (const row of asked) {
      const theirs = await ask(people.customer, row, ticket);
      const nothing = await ask(people.customer, row, NOBODYS);
      const { instance: _, ...told } = theirs.body;
      const { instance: __, ...untold } = nothing.body;
      expect([row.method, row.path, theirs.status, told]).toEqual([
        row.method,
        row.path,
        404,
        untold,
      ]);
      expect(nothing.status).toBe(404);
    }
    expect((await people.agent('GET', `/v1/tickets/${ticket}/timeline`)).body).toEqual(before);
  });

  it("another tenant's matters do not exist, for any role, by any route", async () => {
    const mine = await everyone('walker', 'demo');
    // Live updates of no one thing do not end, so they have specs of their own.
    const endless = [
      '/v1/queues/:queue/live',
      '/v1/rectifications/live',
      '/v1/clocks/live',
      '/v1/escalations/live',
    ];
    for (const row of closed().filter(({ path }) => !endless.includes(path)))
      for (const role of roles.filter((one) => row.roles.includes(one as never))) {
        const said = await ask(mine[role], row, elsewhere);
        expect([row.path, role, tells(said).includes('Casablanca')]).toEqual([
          row.path,
          role,
          false,
        ]);
        if (row.path.includes('/tickets/:id')) {
          const nothing = await ask(mine[role], row, NOBODYS);
          expect([row.method, row.path, role, said.status]).toEqual([
            row.method,
            row.path,
            role,
            nothing.status,
          ]);
          expect(said.status).toBeGreaterThanOrEqual(400);
        }
      }
    const auditor = await desk.person('auditor', 'eve', 'other');
    const { body } = await auditor('GET', `/v1/tickets/${elsewhere}`);
    expect(body).toMatchObject({ subject: 'The scanner in Casablanca', version: 1 });
  });

  it('neither filter nor search nor export reaches into another tenant, or to other customers', async () => {
    for (const query of [
      '',
      '?q=casablanca',
      '?requester=owner',
      `?related=${ticket}`,
      '?status=open',
    ])
      for (const role of ['customer', 'agent', 'auditor'] as const) {
        const said = await people[role]('GET', `/v1/tickets${query}`);
        const seen = role === 'customer' ? [] : ['Zanzibar'];
        expect([query, role, tells(said).filter((mark) => !seen.includes(mark))]).toEqual([
          query,
          role,
          [],
        ]);
      }
    expect(tells(await people.customer('GET', '/v1/tickets/export'))).toEqual([]);
    expect(tells(await people.auditor('GET', '/v1/tickets/export'))).toEqual(['Zanzibar']);
  });

  it('an auditor changes nothing: no row that writes names the role', () => {
    // A ticket lets them follow what they may read; nothing is kept of it.
    const reading = ['/v1/stream-tickets'];
    const writing = closed().filter(
      ({ method, path }) => method !== 'GET' && !reading.includes(path),
    );
    expect(writing.filter(({ roles: may }) => may.includes('auditor' as never))).toEqual([]);
  });
});
