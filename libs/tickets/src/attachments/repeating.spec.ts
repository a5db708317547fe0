import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TicketDesk, ticketDesk } from '../tickets-app.fixture.js';

let desk: TicketDesk;
let files: string;
beforeAll(async () => {
  desk = await ticketDesk();
  files = `${await salma().open({ subject: 'A file, sent twice' })}/attachments`;
});
afterAll(() => desk.close());

const salma = () => desk.as('customer', 'salma');

const upload = (content: string, key: string) =>
  salma().post(`${files}?name=printer.log`, content, {
    'content-type': 'text/plain',
    'idempotency-key': key,
  });

const names = async () => {
  const { items } = (await salma().get(`${files.replace('/attachments', '/timeline')}`)).body;
  return items.filter(({ type }: { type: string }) => type === 'AttachmentAdded').length;
};

describe('a file that is sent again under its Idempotency-Key', () => {
  it('is answered as before, and kept once', async () => {
    const first = await upload('page one', 'again');
    const before = await names();
    const again = await upload('page one', 'again');
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(again.headers).toMatchObject({
      'idempotency-replayed': 'true',
      location: first.headers['location'],
    });
    expect(await names()).toBe(before);
  });

  it('is not taken for another one of the same length', async () => {
    await upload('page one', 'other');
    const other = await upload('page two', 'other');
    expect([other.status, other.body.code]).toEqual([422, 'http.idempotency-key-reused']);
  });

  it('is not taken for another one where the first answer was lost, either', async () => {
    const { idempotencyKeys } = desk.platform;
    const settle = idempotencyKeys.settle.bind(idempotencyKeys);
    Object.assign(idempotencyKeys, { settle: async (key: string) => idempotencyKeys.release(key) });
    const first = await upload('page one', 'lost');
    Object.assign(idempotencyKeys, { settle });
    const other = await upload('page two', 'lost');
    expect([other.status, other.body.code]).toEqual([422, 'http.idempotency-key-reused']);
    expect(first.status).toBe(201);
  });

  it('may follow one that was refused before its end', async () => {
    expect((await upload('page\0one', 'refused')).status).toBe(415);
    expect((await upload('page two', 'refused')).status).toBe(201);
  });
});
