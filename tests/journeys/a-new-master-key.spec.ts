import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, type Person, TestDesk } from '../support/desk.js';
import { temporaryFolder } from '../support/folder.js';

const key = () => randomBytes(32).toString('base64');

describe('a new master key', () => {
  let desk: TestDesk;
  let robin: Person;
  const folder = temporaryFolder('master');
  const file = join(folder, 'master-key');
  const [old, fresh] = [key(), key()];
  const state = async () => (await robin('GET', '/v1/vault')).body;
  const subject = async () => {
    const amal = await desk.person('agent', 'amal');
    return (await amal('GET', '/v1/tickets')).body.items[0].subject;
  };

  beforeAll(async () => {
    writeFileSync(file, `${old}\n`, { mode: 0o600 });
    desk = await TestDesk.open({ AMENDS_MASTER_KEY_FILE: file });
    robin = await desk.person('administrator', 'robin');
    const casey = await desk.person('customer', 'casey');
    await casey('POST', '/v1/tickets', { kind: 'incident', subject: 'No sound' });
  });
  afterAll(() => desk.close());

  it('wraps every key while the desk is in use', async () => {
    const before = await state();
    writeFileSync(file, `${fresh}\n${old}\n`);
    expect((await robin('POST', '/v1/vault/rotation')).status).toBe(202);
    await eventually(async () => Object.keys((await state()).masters).length === 1);
    expect((await state()).current).not.toBe(before.current);
    expect((await state()).masters).toEqual({ [(await state()).current]: before.keys });
  });

  it('is enough from then on: the old one can be thrown away', async () => {
    writeFileSync(file, `${fresh}\n`);
    await desk.desk.close();
    rmSync(join(desk.folder, 'views.db'));
    await desk.start();
    expect(await subject()).toBe('No sound');
  });
});
