import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, TestDesk } from '../support/desk.js';

const incident = { kind: 'incident', subject: 'No sound' };

describe('a request that is sent again under its Idempotency-Key', () => {
  let desk: TestDesk;
  let casey: Person;
  const key = { 'idempotency-key': '"8e03978e-40d5-43e8-bc93-6894a57f9324"' };

  beforeAll(async () => {
    desk = await TestDesk.open();
    casey = await desk.person('customer', 'casey');
  });
  afterAll(() => desk.close());

  const tickets = async () => (await casey('GET', '/v1/tickets?count=exact')).body.count;

  it('is answered as the first one was, and done once', async () => {
    const first = await casey('POST', '/v1/tickets', incident, key);
    const again = await casey('POST', '/v1/tickets', incident, key);
    expect(first.status).toBe(201);
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(again.headers).toMatchObject({
      'idempotency-replayed': 'true',
      etag: first.headers['etag'],
      location: first.headers['location'],
    });
    expect(await tickets()).toBe(1);
  });

  it('is answered so after a restart as well', async () => {
    await desk.restart();
    const again = await casey('POST', '/v1/tickets', incident, key);
    expect(again.status).toBe(201);
    expect(await tickets()).toBe(1);
  });

  it('is refused with another content under the key', async () => {
    const other = { ...incident, subject: 'No picture' };
    expect((await casey('POST', '/v1/tickets', other, key)).status).toBe(422);
    expect(await tickets()).toBe(1);
  });

  it('is done once when sent at the same moment', async () => {
    const together = { 'idempotency-key': 'together-1' };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => casey('POST', '/v1/tickets', incident, together)),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([]);
    expect(statuses).toContain(201);
    expect(await tickets()).toBe(2);
  });

  it("is another customer's own request, under the same key", async () => {
    const dana = await desk.person('customer', 'dana');
    const theirs = await dana('POST', '/v1/tickets', incident, key);
    expect(theirs.headers['idempotency-replayed']).toBeUndefined();
    expect((await dana('GET', '/v1/tickets?count=exact')).body.count).toBe(1);
  });
});
