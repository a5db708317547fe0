import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';

import { type Person, TestDesk } from '../support/desk.js';
import { verifiedByJavaScript } from '../support/verifiers.js';

const text = { 'content-type': 'text/plain' };
const digestOf = (content: string) => createHash('sha256').update(content).digest('hex');
const because = `reason=${encodeURIComponent('It shows another person.')}`;

describe('a file that should not be there', () => {
  let desk: TestDesk;
  let [salma, omar, ana, mona, ada] = [] as unknown as Person[];
  let ticket: string;

  beforeAll(async () => {
    desk = await TestDesk.open();
    salma = await desk.person('customer', 'salma');
    omar = await desk.person('customer', 'omar');
    ana = await desk.person('agent', 'ana');
    mona = await desk.person('manager', 'mona');
    ada = await desk.person('auditor', 'ada');
    const asked = { kind: 'incident', subject: 'A wrong file' };
    ticket = `/v1/tickets/${(await salma('POST', '/v1/tickets', asked)).body.id}`;
    await salma('POST', `${ticket}/watchers`, { watcher: 'omar' });
  });
  afterAll(() => desk.close());

  const attached = async (person: Person, content: string, on = ticket) => {
    const sent = await person('POST', `${on}/attachments?name=passport.txt`, content, text);
    expect(sent.status).toBe(201);
    return String(sent.headers['location']);
  };
  const isStored = async (content: string) =>
    (await desk.desk.stores.blobs.get(digestOf(content))) !== undefined;
  const eventually = async (holds: () => Promise<boolean>) => {
    for (let tries = 0; tries < 200 && !(await holds()); tries++)
      await new Promise((go) => setTimeout(go, 25));
    expect(await holds()).toBe(true);
  };

  it('is removed by whoever attached it: nobody reads or finds it, and its bytes are gone', async () => {
    const file = await attached(salma!, 'Salma’s passport');
    expect((await omar!('DELETE', `${file}?${because}`)).body.code).toBe('ticket.not-your-file');
    expect((await salma!('DELETE', file)).status).toBe(400);
    expect((await salma!('DELETE', `${file}?${because}`)).status).toBe(200);
    expect((await ana!('GET', file)).status).toBe(404);
    expect((await ana!('GET', ticket)).body.attachments).toEqual([]);
    expect((await ana!('GET', '/v1/search?q=passport')).body.items).toEqual([]);
    await eventually(async () => !(await isStored('Salma’s passport')));
  });

  it('is removed by staff, and stays as long as another ticket has the same file', async () => {
    const asked = { kind: 'incident', subject: 'Twice', requester: { id: 'omar' } };
    const other = `/v1/tickets/${(await ana!('POST', '/v1/tickets', asked)).body.id}`;
    const [one, two] = [await attached(salma!, 'Both'), await attached(ana!, 'Both', other)];
    await ana!('DELETE', `${one}?${because}`);
    const isSettled = async () => {
      const { items } = (await ana!('GET', `${ticket}/timeline?limit=200`)).body;
      return items.at(-1).type === 'FileDestroyed' && items.at(-1).data.shared === true;
    };
    await eventually(isSettled);
    expect((await ana!('GET', two)).body).toBe('Both');
  });

  it('stays a fact: what it was, who removed it and why, in a history that still proves itself', async () => {
    const { items } = (await salma!('GET', `${ticket}/timeline?limit=200`)).body;
    expect(items).toContainEqual(
      expect.objectContaining({
        type: 'AttachmentRemoved',
        by: { kind: 'customer', id: 'salma' },
        data: expect.objectContaining({
          reason: 'It shows another person.',
          sha256: digestOf('Salma’s passport'),
        }),
      }),
    );
    const { body } = await ada!('GET', `${ticket.replace('/v1', '/v1/audit')}/bundle`);
    const { key } = (await ada!('GET', '/ledger/demo/keys')).body.keys[0];
    const [found] = await verifiedByJavaScript([
      { file: Buffer.from(JSON.stringify(body)), keys: [key] },
    ]);
    expect(found).toMatchObject({ exit: 0, findings: [], missing: [] });
  });

  it('cannot be removed while a legal hold keeps what there is of the customer', async () => {
    const file = await attached(salma!, 'Evidence');
    await ana!('POST', '/v1/customers/salma/claims', {
      field: 'name',
      value: 'Salma',
      onBehalfOf: 'salma',
    });
    const hold = await mona!('PUT', '/v1/customers/salma/legal-hold', { reason: 'Court order' });
    expect(hold.status).toBe(200);
    const refused = await ana!('DELETE', `${file}?${because}`);
    expect([refused.status, refused.body.code]).toEqual([409, 'ticket.held']);
    expect((await mona!('DELETE', '/v1/customers/salma/legal-hold')).status).toBe(200);
    expect((await ana!('DELETE', `${file}?${because}`)).status).toBe(200);
    await eventually(async () => !(await isStored('Evidence')));
  });
});
