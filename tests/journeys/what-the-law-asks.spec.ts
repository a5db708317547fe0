import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { searchable } from '#eventing';
import { backupLedger, backupLog, verifyLog } from '#sqlite';

import { type Person, TestDesk } from '../support/desk.js';

const values = [
  'Salma Hassan Elbarbary',
  'Quittenweg',
  '+447700900123',
  'salma.elbarbary@example.org',
  'The Zanzibar tunnel drops',
  'I have looked into the Casablanca router',
  'photo-of-salmas-desk.txt',
  'What the camera of Salma saw',
];

describe('what the law asks about personal data', () => {
  let desk: TestDesk;
  let salma: Person;
  let amal: Person;
  let morgan: Person;
  let ticket: string;
  let backup: string;

  const filesIn = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));

  /** The values that are in some file, as they are or as they are searched for. */
  const left = () => {
    const files = filesIn(desk.folder)
      .filter((file) => !file.includes('backup'))
      .map((file) => [file, readFileSync(file)] as const);
    const forms = values.flatMap((value) => [value, searchable(value), value.split(' ').at(-1)!]);
    return forms.flatMap((form) =>
      files.filter(([, bytes]) => bytes.includes(form)).map(([file]) => [form, file]),
    );
  };

  beforeAll(async () => {
    desk = await TestDesk.open();
    salma = await desk.person('customer', 'salma');
    amal = await desk.person('agent', 'amal');
    morgan = await desk.person('manager', 'morgan');
    const crm = await desk.person('integration', 'crm');
    const imported = await crm('POST', '/v1/customers/salma/imports', {
      system: 'crm',
      row: '4711',
      fields: {
        name: values[0],
        email: values[3],
        telephone: values[2],
        address: { street: values[1], houseNumber: '10', city: 'Bremen', country: 'DE' },
      },
    });
    expect(imported.status).toBeLessThan(300);
    const told = { kind: 'incident', subject: values[4], told: { hurts: values[4] } };
    const key = { 'idempotency-key': 'open-1' };
    const opened = await salma('POST', '/v1/tickets', told, key);
    ticket = `/v1/tickets/${opened.body.id}`;
    await amal('POST', '/v1/queues/intake/claims', undefined, { 'idempotency-key': 'claim-1' });
    await amal('POST', `${ticket}/replies`, { text: values[5] });
    const file = await salma('POST', `${ticket}/attachments?name=${values[6]}`, values[7], {
      'content-type': 'text/plain',
    });
    expect(file.status).toBeLessThan(300);
    backup = join(desk.folder, 'backup.db');
    await backupLedger(join(desk.folder, 'ledger.db'), `${backup}.ledger`);
    await backupLog(join(desk.folder, 'log.db'), backup);
  });
  afterAll(() => desk.close());

  it('a legal hold refuses, on the record', async () => {
    await morgan('PUT', '/v1/customers/salma/legal-hold', { reason: 'Court order 7 O 12/26' });
    const basis = { legalBasis: 'GDPR, article 17(1)(b)' };
    expect(await morgan('POST', '/v1/customers/salma/erasure', basis)).toMatchObject({
      status: 409,
      body: { code: 'record.legal-hold' },
    });
    await morgan('DELETE', '/v1/customers/salma/legal-hold');
  });

  it('she is given all that is kept of her, with who has read it', async () => {
    await amal('GET', '/v1/customers/salma/record');
    const { body } = await salma('GET', '/v1/customers/salma/data');
    // The telephone number is of a range that is never assigned, so the import did not take it.
    const kept = values.slice(0, 7).filter((value) => !value.startsWith('+'));
    for (const value of kept) expect(JSON.stringify(body)).toContain(value);
    expect(body.readBy).toMatchObject([{ reader: 'amal' }]);
  });

  it('she is forgotten, and the receipt says how far each place is', async () => {
    const basis = { legalBasis: 'GDPR, article 17(1)(b)' };
    const { status, body } = await salma('POST', '/v1/customers/salma/erasure', basis);
    expect(status).toBeLessThan(300);
    expect(
      body.sinks.map(({ sink, done }: { sink: string; done: boolean }) => [sink, done]),
    ).toEqual([
      ['keys', true],
      ['views', true],
      ['attachments', true],
      ['pages', true],
    ]);
  });

  it('no byte of her values is left in any file, not even among kept answers', () => {
    expect(left()).toEqual([]);
  });

  it('her ticket, its counts and its proof remain', async () => {
    const { body } = await amal('GET', ticket);
    expect(body).toMatchObject({ subject: '[erased]', status: 'closed', closedAs: 'erased' });
    expect(body.assignee).toBe('amal');
    expect((await amal('GET', '/v1/search?q=zanzibar')).body.items).toEqual([]);
    expect((await verifyLog(join(desk.folder, 'log.db'))).damage).toEqual([]);
  });

  it('neither a restart nor views from nothing bring her back', async () => {
    await desk.desk.close();
    rmSync(join(desk.folder, 'views.db'));
    await desk.start();
    expect(left()).toEqual([]);
  });

  it('nor does a backup of the log and its ledger', async () => {
    await desk.desk.close();
    for (const name of ['log.db', 'ledger.db', 'views.db']) rmSync(join(desk.folder, name));
    cpSync(backup, join(desk.folder, 'log.db'));
    cpSync(`${backup}.ledger`, join(desk.folder, 'ledger.db'));
    await desk.start();
    expect((await amal('GET', ticket)).body).toMatchObject({ subject: '[erased]' });
    expect(left()).toEqual([]);
  });
});
