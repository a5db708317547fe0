import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { searchable } from '#eventing';

import { type Person, TestDesk } from '../support/desk.js';
import { temporaryFolder } from '../support/folder.js';

const first = {
  name: 'Salma Elbarbary',
  street: 'Quittenweg',
  subject: 'The Zanzibar tunnel drops',
  file: 'photo-of-quitten.txt',
  content: 'What the camera of Elbarbary saw',
} as const;
const second = {
  name: 'Salma Featherstone',
  subject: 'The Casablanca router is silent',
  file: 'letter-from-featherstone.txt',
  content: 'The Casablanca cable was cut',
} as const;

const telling = (values: object) =>
  Object.values(values).flatMap((value: string) => [value, searchable(value)]);

describe('somebody who was forgotten and comes back by themselves', () => {
  const legalBasis = 'GDPR, article 17(1)(b)';
  const record = '/v1/customers/salma';
  const text = { 'content-type': 'text/plain' };
  const aside = temporaryFolder('aside');
  let desk: TestDesk;
  let [salma, amal, crm, ada] = [] as unknown as Person[];
  let [old, since] = ['', ''];

  const filesWith = (values: object) => {
    const files = readdirSync(desk.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => readFileSync(join(parentPath, name)));
    return telling(values).filter((value) => files.some((bytes) => bytes.includes(value)));
  };

  const keepVault = async (as: string) => {
    await desk.desk.close();
    cpSync(join(desk.folder, 'vault.db'), join(aside, as));
    await desk.start();
  };

  const opened = async (subject: string) => {
    const ticket = { kind: 'incident', subject, told: { hurts: subject } };
    const { status, body } = await salma!('POST', '/v1/tickets', ticket);
    expect(status).toBe(201);
    return `/v1/tickets/${body.id}`;
  };

  const named = (value: string) =>
    salma!('POST', `${record}/claims`, { field: 'preferred-name', value });

  const imported = () =>
    crm!('POST', `${record}/imports`, {
      system: 'crm',
      row: '1',
      fields: { address: { street: first.street, houseNumber: '10', country: 'DE' } },
    });

  const erased = () => salma!('POST', `${record}/erasure`, { legalBasis });

  /** Everything that anybody can read of her, as one text. */
  const everything = async () => {
    const audit = old.replace('/v1/', '/v1/audit/');
    const asked: (readonly [Person, string])[] = [
      [salma!, `${record}/record?explain=true`],
      [salma!, `${record}/data`],
      [amal!, `${record}/record?explain=true`],
      [amal!, '/v1/customers'],
      [amal!, '/v1/tickets'],
      [amal!, `${old}/timeline`],
      [amal!, '/v1/discrepancies'],
      [ada!, `${audit}/replay`],
      [ada!, `${audit}/bundle`],
    ];
    const answers = await Promise.all(asked.map(([person, path]) => person('GET', path)));
    expect(answers.map(({ status }) => status)).toEqual(asked.map(() => 200));
    return JSON.stringify(answers.map(({ body }) => body));
  };

  const found = async (q: string) => {
    const lists = ['/v1/customers', '/v1/tickets', '/v1/search'].map((path) => `${path}?q=${q}`);
    const answers = await Promise.all(lists.map((path) => amal!('GET', path)));
    return answers.flatMap(({ body }) => [...body.items, ...(body.tickets ?? [])]).length;
  };

  const nothingOfTheFirstLife = async () => {
    const shown = await everything();
    for (const value of Object.values(first)) expect(shown).not.toContain(value);
    for (const word of ['elbarbary', 'quittenweg', 'zanzibar']) expect(await found(word)).toBe(0);
  };

  beforeAll(async () => {
    desk = await TestDesk.open();
    salma = await desk.person('customer', 'salma');
    amal = await desk.person('agent', 'amal');
    crm = await desk.person('integration', 'crm');
    ada = await desk.person('auditor', 'ada');
    await imported();
    await named(first.name);
    old = await opened(first.subject);
    await salma('POST', `${old}/attachments?name=${first.file}`, first.content, text);
    expect(filesWith(first)).toContain(first.content);
    await keepVault('first.db');
    expect((await erased()).status).toBe(200);
  });
  afterAll(() => desk.close());

  it('is not brought back by staff, by another system or by a directory', async () => {
    const said = { field: 'preferred-name', value: 'Salma' };
    const claim = await amal!('POST', `${record}/claims`, { ...said, onBehalfOf: 'salma' });
    expect(claim.body.code).toBe('record.erased');
    expect((await imported()).body.code).toBe('record.erased');
    const ticket = { kind: 'incident', subject: 'Hers', requester: { id: 'salma', name: 'Salma' } };
    expect((await amal!('POST', '/v1/tickets', ticket)).body.code).toBe('person.erased');
    const user = { userName: 'salma@example.org', externalId: 'salma' };
    expect((await crm!('POST', '/scim/v2/Users', user)).status).toBe(409);
  });

  it('says what is right, opens a ticket and attaches a file, and nothing old is seen', async () => {
    expect((await named(second.name)).body).toMatchObject({ standing: 'in-force' });
    since = await opened(second.subject);
    const file = `${since}/attachments?name=${second.file}`;
    expect((await salma!('POST', file, second.content, text)).status).toBe(201);
    const { body } = await salma!('GET', `${record}/record?explain=true`);
    expect(body).not.toHaveProperty('erased');
    expect(Object.keys(body.fields)).toEqual(['preferred-name']);
    expect(body.fields['preferred-name']).toMatchObject({
      value: second.name,
      explain: { others: [] },
    });
    const data = (await salma!('GET', `${record}/data`)).body;
    expect(data.claims).toHaveLength(1);
    expect(JSON.stringify(data.kept)).toContain(second.subject);
    expect(JSON.stringify(data.kept)).not.toContain('[erased]');
    await nothingOfTheFirstLife();
    expect(await found('casablanca')).toBeGreaterThan(0);
  });

  it('stays back after a restart and with views from nothing, without anything old', async () => {
    await desk.desk.close();
    rmSync(join(desk.folder, 'views.db'));
    await desk.start();
    const { body } = await salma!('GET', `${record}/record`);
    expect(body.fields['preferred-name'].value).toBe(second.name);
    expect((await salma!('GET', since)).body.subject).toBe(second.subject);
    await nothingOfTheFirstLife();
    expect(filesWith(first)).toEqual([]);
  });

  it('is spoken of by others again, and their word is not over hers', async () => {
    expect((await imported()).status).toBe(200);
    const reply = await amal!('POST', `${since}/replies`, { text: 'We repair it.' });
    expect(reply.status).toBe(200);
    const { body } = await salma!('GET', `${record}/record`);
    expect(body.fields['preferred-name'].value).toBe(second.name);
  });

  it('is forgotten again, with all that they said since, files too', async () => {
    await keepVault('second.db');
    const { status, body } = await erased();
    expect(status).toBe(200);
    expect(body.keys).toHaveLength(2);
    expect(body.sinks.every(({ done }: { done: boolean }) => done)).toBe(true);
    expect((await amal!('GET', since)).body).toMatchObject({
      subject: '[erased]',
      closedAs: 'erased',
    });
    expect([...filesWith(first), ...filesWith(second)]).toEqual([]);
  });

  it.each(['first.db', 'second.db'])(
    'and neither life returns with the keys of before: %s',
    async (kept) => {
      await desk.desk.close();
      cpSync(join(aside, kept), join(desk.folder, 'vault.db'));
      rmSync(join(desk.folder, 'views.db'));
      await desk.start();
      const shown = await everything();
      for (const value of [...Object.values(first), ...Object.values(second)])
        expect(shown).not.toContain(value);
      expect([...filesWith(first), ...filesWith(second)]).toEqual([]);
    },
  );
});
