import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyLog } from '#sqlite';

import { type Person, TestDesk } from '../support/desk.js';

describe('history cannot be edited, and anyone can check it', () => {
  let desk: TestDesk;
  let casey: Person;
  let amal: Person;
  let ada: Person;
  let ticket: string;
  const log = () => join(desk.folder, 'log.db');

  beforeAll(async () => {
    desk = await TestDesk.open();
    casey = await desk.person('customer', 'casey');
    amal = await desk.person('agent', 'amal');
    ada = await desk.person('auditor', 'ada');
    const opened = await casey('POST', '/v1/tickets', { kind: 'incident', subject: 'No sound' });
    ticket = `/v1/tickets/${opened.body.id}`;
    await amal('POST', `${ticket}/notes`, { text: 'The driver again.' });
    await amal('PUT', `${ticket}/queue`, { queue: 'workplace' });
  });
  afterAll(() => desk.close());

  it('no route offers to edit or delete what happened', async () => {
    for (const method of ['PUT', 'DELETE'] as const)
      for (const path of [ticket, `${ticket}/timeline`, `${ticket}/timeline/0`])
        expect((await ada(method, path)).status).toBeGreaterThanOrEqual(403);
  });

  it('the auditor reads all of it in order, with who and when', async () => {
    const { body } = await ada('GET', `${ticket}/timeline?limit=200`);
    expect(body.items).toMatchObject([
      { version: 1, type: 'TicketOpened' },
      { version: 2, type: 'NoteAdded' },
      { version: 3, type: 'TicketQueued' },
    ]);
  });

  it('anyone who has the file and its password cannot change or drop an event in it', () => {
    const database = new DatabaseSync(log());
    const refused = /append|never|refus|may not|cannot|only/i;
    expect(() => database.exec("update events set data = x'00'")).toThrow(refused);
    expect(() => database.exec('delete from events')).toThrow(refused);
    database.close();
  });

  it('who gets round that, by taking the guard away, is found out', async () => {
    expect((await verifyLog(log())).damage).toEqual([]);
    await desk.desk.close();
    const database = new DatabaseSync(log());
    const guards = database.prepare("select name from sqlite_master where type = 'trigger'").all();
    for (const { name } of guards) database.exec(`drop trigger "${String(name)}"`);
    const edited = "cast(replace(cast(data as text), 'workplace', 'workplaxe') as blob)";
    database.exec(`update events set data = ${edited} where position = 3`);
    database.close();
    const { damage } = await verifyLog(log());
    expect(damage).toMatchObject([{ position: 3 }]);
  });

  it('an export ends with what tells a whole one from one that was cut off', async () => {
    await desk.close().catch(() => undefined);
    desk = await TestDesk.open();
    const eve = await desk.person('customer', 'eve');
    await eve('POST', '/v1/tickets', { kind: 'incident', subject: 'No sound' });
    const { body } = await (await desk.person('auditor', 'ada'))('GET', '/v1/tickets/export');
    const lines = String(body).trimEnd().split('\n');
    const trailer = JSON.parse(lines.at(-1)!);
    const before = `${lines.slice(0, -1).join('\n')}\n`;
    expect(trailer).toMatchObject({
      $end: true,
      count: 1,
      sha256: createHash('sha256').update(before).digest('hex'),
    });
  });
});
