import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { searchable } from '#eventing';

import { type Person, TestDesk } from '../support/desk.js';
import { temporaryFolder } from '../support/folder.js';

/** All that Ana said, that was said about her, and what she is called. */
const words = {
  subject: 'My telephone at Marigold Lane is silent',
  name: 'Anahita Lindqvist',
  hurts: 'Nobody reaches me since Wednesday, nor my grandmother Wilhelmina',
  reply: 'هاتفي في شارع الياسمين ما زال صامتًا',
  corrected: 'My telephone at Buttercup Square is silent',
  note: 'She sounded exhausted; her landlord is Mr Featherstonehaugh',
  answer: 'Dear Mrs Lindqvist, we repair the cable on Thursday',
  street: 'Buttercup Square',
  file: 'letter-from-featherstonehaugh.txt',
  content: 'The cable in Buttercup Square was cut by the excavator of Featherstonehaugh & Sons.',
} as const;

const bens = 'The printer on the second floor eats paper';

const filesOf = (folder: string): readonly Buffer[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name)));

/** As it was said, as JSON writes it, and as it is searched for. */
const formsOf = (text: string) => [text, JSON.stringify(text).slice(1, -1), searchable(text)];

const longWords = (text: string) =>
  searchable(text)
    .split(' ')
    .filter((word) => word.length > 9);

describe('a person can be forgotten; the proof remains', () => {
  let desk: TestDesk;
  let ana: Person;
  let amal: Person;
  let manager: Person;
  let ticket: string;
  const aside = temporaryFolder('aside');
  const seals = async () => {
    const events = await desk.desk.stores.stored.readAll({ limit: 1000 });
    return events.map(({ id, leaf, envelope, dataBytes }) => ({ id, leaf, envelope, dataBytes }));
  };
  const found = (texts: readonly string[]) => {
    const files = filesOf(desk.folder);
    return texts.filter((text) => files.some((bytes) => bytes.includes(text)));
  };
  const count = async () => (await amal('GET', '/v1/tickets?count=exact')).body.count;

  beforeAll(async () => {
    desk = await TestDesk.open();
    ana = await desk.person('customer', 'ana');
    amal = await desk.person('agent', 'amal');
    manager = await desk.person('manager', 'mona');
    const ben = await desk.person('customer', 'ben');
    const opened = await amal('POST', '/v1/tickets', {
      kind: 'incident',
      subject: words.subject,
      told: { hurts: words.hurts },
      requester: { id: 'ana', name: words.name },
    });
    ticket = `/v1/tickets/${opened.body.id}`;
    await ana('POST', `${ticket}/replies`, { text: words.reply });
    await ana('POST', `${ticket}/corrections`, { fact: 'subject', is: words.corrected });
    await amal('POST', `${ticket}/notes`, { text: words.note });
    await amal('POST', `${ticket}/replies`, { text: words.answer });
    await desk.desk.app.inject({
      method: 'POST',
      url: `${ticket}/attachments?name=${words.file}`,
      headers: { authorization: `Bearer ${ana.token}`, 'content-type': 'text/plain' },
      payload: words.content,
    });
    const address = { street: words.street, houseNumber: '30', city: 'Utrecht', country: 'NL' };
    await ana('POST', '/v1/customers/ana/claims', { field: 'address', value: address });
    await ana('POST', '/v1/customers/ana/claims', { field: 'name', value: words.name });
    await ben('POST', '/v1/tickets', { kind: 'incident', subject: bens });
    await desk.restart();
  });
  afterAll(() => desk.close());

  it('everything Ana said can be read and found, and none of it lies in the log', async () => {
    expect((await ana('GET', ticket)).body).toMatchObject({ subject: words.corrected });
    expect((await amal('GET', '/v1/tickets?q=buttercup')).body.items).toHaveLength(1);
    const log = Buffer.concat(
      (await desk.desk.stores.stored.readAll({ limit: 1000 })).flatMap(
        ({ envelope, dataBytes }) => [envelope, dataBytes],
      ),
    );
    expect(Object.values(words).filter((text) => log.includes(text))).toEqual([]);
    expect(found([words.corrected, words.note, words.content, 'buttercup'])).toHaveLength(4);
  });

  it('she is forgotten on request, and the receipt tells how far each place is', async () => {
    const before = { seals: await seals(), count: await count() };
    cpSync(join(desk.folder, 'vault.db'), join(aside, 'vault.db'));
    expect(readFileSync(join(aside, 'vault.db')).includes('demo/ana')).toBe(true);
    const legalBasis = 'GDPR, article 17(1)(b)';
    const answer = await manager('POST', '/v1/customers/ana/erasure', { legalBasis });

    expect(answer).toMatchObject({ status: 200, body: { customer: 'ana', erased: ['ana'] } });
    expect(
      answer.body.sinks.map(({ sink, done }: Record<string, unknown>) => [sink, done]),
    ).toEqual([
      ['keys', true],
      ['views', true],
      ['attachments', true],
      ['pages', true],
    ]);
    expect((await seals()).slice(0, before.seals.length)).toEqual(before.seals);
    expect(await count()).toBe(before.count);
  });

  it('no byte of it is in any file, in whatever form', async () => {
    const texts = Object.values(words);
    const telling = new Set([...texts.flatMap(formsOf), ...texts.flatMap(longWords)]);
    expect(found([...telling])).toEqual([]);
    expect(found([bens, searchable('second')])).toHaveLength(2);
  });

  it('her ticket is still there, with its life and without her words', async () => {
    const { body } = await amal('GET', ticket);
    expect(body).toMatchObject({ subject: '[erased]', requester: { id: 'ana' } });
    expect((await amal('GET', `${ticket}/timeline`)).status).toBe(200);
    expect((await amal('GET', '/v1/tickets?q=buttercup')).body.items).toEqual([]);
    expect((await amal('GET', '/v1/tickets?q=printer')).body.items).toHaveLength(1);
    const states = await desk.desk.stores.views.reader.states();
    expect(states.filter(({ fault }) => fault !== undefined)).toEqual([]);
  });

  it('nothing more about her can be kept', async () => {
    const again = await amal('POST', `${ticket}/notes`, { text: 'She called again.' });
    expect(again).toMatchObject({ status: 409, body: { code: 'person.erased' } });
  });

  it('what is said about her is refused by the record, not by the store below it', async () => {
    const claim = { field: 'preferred-name', value: 'Ana', channel: 'phone' };
    const path = '/v1/customers/ana/claims';
    const said = await amal('POST', path, { ...claim, onBehalfOf: 'ana' });
    expect(said).toMatchObject({ status: 409, body: { code: 'record.erased' } });
  });

  it('nobody comes back when the keys of before are brought back', async () => {
    await desk.desk.close();
    cpSync(join(aside, 'vault.db'), join(desk.folder, 'vault.db'));
    await desk.start();

    expect((await amal('GET', ticket)).body).toMatchObject({ subject: '[erased]' });
    expect(found(Object.values(words))).toEqual([]);
  });
});
