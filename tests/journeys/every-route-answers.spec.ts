import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HttpPipeline } from '#platform';

import { nameOf } from '../support/answers.js';
import { eventually, type Person, TestDesk } from '../support/desk.js';
import { askAboutNeeds } from '../support/needing.js';
import { askAboutServiceLevels } from '../support/service-levels.js';
import {
  askAboutEscalations,
  askAboutNotices,
  askAboutOffers,
  askAboutPromises,
  askAboutTeams,
} from '../support/promising.js';
import { auditPaths, endless, large, ledgerPaths } from '../support/reading-routes.js';

const told = { hurts: 'The printer in Zanzibar jams.', wants: 'Paper.' };
const anyVersion = { 'if-match': '*' };

/** The desk of these tests holds every success to what its route documents; here each route has one. */
describe('every route answers, as it is documented', () => {
  const folder = mkdtempSync(join(tmpdir(), 'amends-answers-'));
  let desk: TestDesk;
  let [salma, ana, ben, crm, root, ada] = [] as unknown as Person[];

  beforeAll(async () => {
    const records = join(folder, 'records.json');
    writeFileSync(records, JSON.stringify({ recipients: [{ system: 'crm' }, { system: 'erp' }] }));
    desk = await TestDesk.open({ AMENDS_RECORDS: records, AMENDS_ADMINISTRATOR: 'root' });
    salma = await desk.person('customer', 'salma');
    ana = await desk.person('agent', 'ana');
    ben = await desk.person('manager', 'ben');
    crm = await desk.person('integration', 'crm');
    root = await desk.person('administrator', 'root');
    ada = await desk.person('auditor', 'ada');
  });
  afterAll(async () => {
    await desk.close();
    rmSync(folder, { recursive: true });
  });

  /** Asks for what must be granted. */
  const granted = async (person: Person, ...asked: Parameters<Person>) => {
    const said = await person(...asked);
    const [method, path] = asked;
    expect([method, path, said.body, said.status < 300]).toEqual([method, path, said.body, true]);
    return said.body;
  };

  const opened = async (subject: string) => {
    const asked = { kind: 'incident', subject, told, queue: undefined };
    return `/v1/tickets/${(await granted(salma!, 'POST', '/v1/tickets', asked)).id}`;
  };

  it('to anyone', async () => {
    for (const path of ['/health/live', '/health/ready', '/problems', '/problems/http.not-found'])
      await granted(salma!, 'GET', path);
    for (const path of ['/openapi.json', '/docs', '/docs/start.js', '/metrics'])
      await granted(root!, 'GET', path);
  });

  it('to those who work on a ticket', async () => {
    const ticket = await opened('The printer jams');
    const grades = { category: 'printing', service: 'office', impact: 'low', urgency: 'high' };
    await granted(ana!, 'PUT', `${ticket}/classification`, grades, anyVersion);
    await granted(ana!, 'PUT', `${ticket}/queue`, { queue: 'printers' });
    for (const path of ['/v1/me', '/v1/queues', '/v1/queues/printers?count=exact&limit=1'])
      await granted(ana!, 'GET', path);
    for (const part of ['tickets', 'records', 'identity-checks'])
      await granted(ana!, 'GET', `/v1/configuration/${part}`);
    await granted(ana!, 'POST', '/v1/queues/printers/claims');
    await granted(ana!, 'POST', '/v1/queues/printers/claims');
    await granted(ana!, 'GET', '/v1/my-work?count=exact');
    await granted(ada!, 'GET', '/v1/team-load');
    await granted(ana!, 'DELETE', `${ticket}/assignee`);
    await granted(ana!, 'PUT', `${ticket}/assignee`, { assignee: 'ana' });
    const hold = {
      awaiting: 'vendor',
      reason: 'A part is missing.',
      until: '2099-01-05T09:00:00Z',
    };
    await granted(ana!, 'PUT', `${ticket}/hold`, hold);
    expect((await granted(salma!, 'GET', ticket)).hold.until).toBe('2099-01-05T09:00:00.000Z');
    await granted(ana!, 'DELETE', `${ticket}/hold`);
    await granted(ana!, 'POST', `${ticket}/notes`, { text: 'The third one today.' });
    await granted(ana!, 'GET', `${ticket}/timeline?limit=2`);
    await granted(salma!, 'GET', `${ticket}/timeline`);
  });

  it('to those whose ticket it is', async () => {
    const ticket = await opened('The scanner is slow');
    await granted(salma!, 'POST', `${ticket}/pain-points`, told);
    await granted(salma!, 'POST', `${ticket}/replies`, { text: 'It happened again.' });
    await granted(salma!, 'POST', `${ticket}/watchers`, { watcher: 'omar' });
    await granted(salma!, 'DELETE', `${ticket}/watchers/omar`);
    await granted(salma!, 'POST', `${ticket}/corrections`, { fact: 'subject', is: 'It is dead' });
    await granted(ana!, 'POST', `${ticket}/disputes`, { fact: 'subject', reason: 'It hums.' });
    await granted(ana!, 'POST', `${ticket}/resolution`, { text: 'Try again.' });
    expect(await granted(salma!, 'GET', ticket)).toHaveProperty('corrections.subject.disputes.0');
    await granted(salma!, 'POST', `${ticket}/resolution/rejection`, { reason: 'No.' });
    await granted(ana!, 'POST', `${ticket}/resolution`, { text: 'Plugged in.' });
    expect(await granted(ana!, 'GET', ticket)).toHaveProperty('proposal.answerBy');
    await granted(salma!, 'POST', `${ticket}/resolution/confirmation`, { words: 'Thanks.' });
    await granted(ana!, 'GET', ticket);
    await granted(salma!, 'POST', `${ticket}/reopening`, { reason: 'Dead again.' });
    await granted(salma!, 'POST', `${ticket}/withdrawal`, { reason: 'I bought another.' });
    await granted(salma!, 'POST', '/v1/stream-tickets', { path: `${ticket}/live` });
    for (const person of [salma!, ana!, ada!])
      for (const path of ['?count=exact&limit=1', '/export'])
        await granted(person, 'GET', `/v1/tickets${path}`);
    for (const person of [salma!, ana!]) await granted(person, 'GET', '/v1/search?q=zanzibar');
  });

  it('about tickets that belong together, and files', async () => {
    const [one, other, twin] = [await opened('One'), await opened('Two'), await opened('Twin')];
    const idOf = (path: string) => path.split('/').at(-1);
    const link = { ticket: idOf(other), relation: 'caused-by' };
    await granted(ana!, 'POST', `${one}/links`, link);
    await granted(ana!, 'DELETE', `${one}/links/${link.ticket}/${link.relation}`);
    await granted(ana!, 'POST', `${one}/links`, link);
    const merge = { into: idOf(one), reason: 'Told twice.' };
    await granted(ana!, 'POST', `${twin}/merge`, merge, anyVersion);
    expect((await granted(ana!, 'GET', `${one}/related?count=exact`)).items).not.toHaveLength(0);
    await granted(ana!, 'GET', twin);
    const text = { 'content-type': 'text/plain' };
    const added = await salma!('POST', `${one}/attachments?name=log.txt`, '09:58 lost', text);
    await granted(salma!, 'GET', String(added.headers['location']));
    await granted(salma!, 'DELETE', `${added.headers['location']}?reason=Wrong`);
  });

  const record = '/v1/customers/salma';
  const imported = (row: string, street: string) => ({
    system: 'crm',
    row,
    fields: {
      name: 'Salma Hassan',
      'preferred-name': 'Sal',
      email: `${row}@example.org`,
      address: { street, houseNumber: '10', city: 'Cairo', country: 'EG' },
    },
    origin: { clerk: 'clerk-17', form: 'web' },
  });

  it('about a record, and what others say of it', async () => {
    await granted(crm!, 'POST', `${record}/imports`, imported('1', 'Nile Street'));
    const value = { houseNumber: '30' };
    const said = { field: 'address', value, channel: 'phone', minutes: 25 };
    const made = await granted(salma!, 'POST', `${record}/claims`, said);
    await granted(salma!, 'POST', `${record}/claims/${made.claim}/confirmation`, {});
    await granted(ana!, 'POST', `${record}/contests`, { claim: made.claim, reason: 'Too far.' });
    await granted(crm!, 'POST', `${record}/imports`, imported('1', 'Tahrir Street'));
    const later = { field: 'language', value: 'ar', since: '2099-01-01T00:00:00Z' };
    await granted(salma!, 'POST', `${record}/claims`, later);
    const waits = { field: 'language', value: 'en', onBehalfOf: 'salma', channel: 'phone' };
    await granted(ana!, 'POST', `${record}/claims`, waits);
    for (const query of ['', '?explain=true', '?asOf=2099-06-01T00:00:00Z'])
      for (const person of [salma!, ana!]) await granted(person, 'GET', `${record}/record${query}`);
    await granted(ana!, 'GET', '/v1/customers?q=salma&count=exact');
    const { items } = await granted(ana!, 'GET', '/v1/discrepancies?count=exact');
    expect(items).not.toHaveLength(0);
    await granted(salma!, 'DELETE', `${record}/claims/${made.claim}`);
  });

  it('about what follows from a wrong value', async () => {
    await granted(salma!, 'POST', `${record}/claims`, { field: 'preferred-name', value: 'Salma' });
    const { items } = await granted(crm!, 'GET', '/v1/rectifications?field=preferred-name');
    const [{ notice }] = items;
    await granted(crm!, 'POST', `/v1/rectifications/${notice}/acknowledgement`);
    await granted(root!, 'GET', '/v1/rectifications?count=exact');
    const [origins, found] = ['', '/found'].map((path) => `/v1/reports/record-defects${path}`);
    expect((await granted(ben!, 'GET', origins!)).items).not.toHaveLength(0);
    expect((await granted(ben!, 'GET', found!)).items).not.toHaveLength(0);
  });

  it('about a duplicate, and what the law wants', async () => {
    await granted(crm!, 'POST', '/v1/customers/twin/imports', imported('2', 'Nile Street'));
    const merge = { into: 'salma', reason: 'Entered twice.' };
    await granted(ana!, 'POST', '/v1/customers/twin/merge', merge, anyVersion);
    await granted(ana!, 'GET', '/v1/customers/twin/record');
    await granted(ana!, 'DELETE', '/v1/customers/twin/merge/salma');
    await granted(ben!, 'PUT', `${record}/legal-hold`, { reason: 'Court order 7 O 12/26' });
    await granted(ana!, 'GET', `${record}/record`);
    await granted(ben!, 'DELETE', `${record}/legal-hold`);
    await granted(salma!, 'GET', `${record}/data`);
    await granted(ben!, 'GET', `${record}/data`);
  });

  it('about who somebody is, and what they did not want', async () => {
    const checks = `${record}/checks`;
    const { id } = await granted(ana!, 'POST', checks, { challenge: 'questions' });
    const answers = { address: { street: 'Nile Street', houseNumber: '11' } };
    await granted(ana!, 'POST', `${checks}/${id}/answers`, { answers });
    await granted(ana!, 'GET', `${checks}/${id}`);
    const email = { field: 'email', value: 'salma@example.com' };
    const { claim } = await granted(salma!, 'POST', `${record}/claims`, email);
    const objection = `${record}/changes/${claim}/objection`;
    // The change is announced by a policy, a moment later.
    await eventually(async () => (await salma!('POST', objection, {})).status < 300);
    const sent = await granted(ana!, 'GET', `${record}/notifications?count=exact`);
    expect(sent.items).not.toHaveLength(0);
  });

  it.each([
    ['Users', { userName: 'mona', externalId: 'mona', name: { familyName: 'Aziz' } }],
    ['Groups', { displayName: 'Service desk', members: [{ value: 'ana' }] }],
  ])('to a directory, about %s', async (kind, entry) => {
    const all = `/scim/v2/${kind}`;
    const { id } = await granted(crm!, 'POST', all, entry);
    await granted(crm!, 'GET', all);
    for (const query of ['', '?attributes=id']) await granted(crm!, 'GET', `${all}/${id}${query}`);
    await granted(crm!, 'PUT', `${all}/${id}`, entry);
    const Operations = [{ op: 'replace', path: 'externalId', value: 'other' }];
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
    await granted(crm!, 'PATCH', `${all}/${id}`, { schemas, Operations });
    await granted(crm!, 'DELETE', `${all}/${id}`);
  });

  it('to a directory, about the service', async () => {
    for (const path of ['ServiceProviderConfig', 'ResourceTypes', 'ResourceTypes/User', 'Schemas'])
      await granted(crm!, 'GET', `/scim/v2/${path}`);
    await granted(crm!, 'GET', '/scim/v2/Schemas/urn:ietf:params:scim:schemas:core:2.0:User');
  });

  it('about service levels and needs', async () => {
    const people = { salma: salma!, ana: ana!, ben: ben!, ada: ada! };
    await askAboutServiceLevels(granted, people, await opened('The VPN drops'));
    await askAboutNeeds(desk, granted, people);
  });

  it('about teams, their queues, who is there, what was promised, and who has an escalation', async () => {
    const people = { salma: salma!, ana: ana!, ben: ben!, ada: ada! };
    expect(await askAboutTeams(granted, people)).toEqual([{ person: 'max' }]);
    await askAboutPromises(granted, people);
    await askAboutNotices(granted, root!);
    await askAboutEscalations(granted, { ...people, root: root!, crm: crm! });
    await askAboutOffers(granted, people);
  });

  it('to those who run the desk', async () => {
    const key = { name: 'Monitoring', scopes: ['tickets:read'], expiresAt: '2099-01-01T00:00:00Z' };
    const { id } = await granted(root!, 'POST', '/v1/api-keys', key);
    await granted(root!, 'DELETE', `/v1/api-keys/${id}`);
    await granted(root!, 'GET', '/v1/api-keys?count=exact');
    await granted(root!, 'POST', '/v1/views/tickets/rebuild');
    await granted(root!, 'GET', '/v1/views');
    await granted(root!, 'POST', '/v1/vault/rotation');
    await granted(root!, 'GET', '/v1/vault');
  });

  it('to those who check its history', async () => {
    const ticket = (await opened('The fax is silent')).replace('/v1/', '/v1/audit/');
    for (const path of ledgerPaths) await granted(ada!, 'GET', `/ledger/demo/${path}`);
    for (const path of auditPaths) await granted(ada!, 'GET', `${ticket}/${path}`);
    await granted(ada!, 'GET', '/v1/audit/decisions/1');
    for (const path of ['/audit', '/audit/audit.js']) await granted(ada!, 'GET', path);
  });

  it('to those who want to be forgotten', async () => {
    await granted(salma!, 'POST', `${record}/erasure`, { legalBasis: 'GDPR, article 17(1)(b)' });
    await granted(ana!, 'GET', `${record}/record`);
    await granted(ana!, 'GET', '/v1/tickets?requester=salma');
  });

  it('and none is left out', () => {
    const all = desk.desk.app.get(HttpPipeline).rows.map(nameOf);
    const unanswered = all.filter((name) => !desk.answers.answered.has(name));
    expect(unanswered.toSorted()).toEqual([...endless, ...large].toSorted());
  });
});
