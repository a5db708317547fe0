import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, TestDesk } from '../support/desk.js';

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const opening = (members: string) => `{"kind":"incident","subject":"x y z",${members}}`;

/** Bodies that nobody should have to understand. */
const bodies: Readonly<Record<string, string>> = {
  'no JSON': '{"kind":',
  'not an object': '[]',
  nothing: '',
  'an unknown field': opening('"priority":"critical"'),
  'a wrong type': '{"kind":"incident","subject":7}',
  'a polluted prototype': opening('"__proto__":{"admin":true}'),
  'a polluted constructor': opening('"constructor":{"prototype":{"admin":true}}'),
  'deep nesting': opening(`"told":${nested(5000)}`),
  'a number beyond all': opening('"told":{"hurts":1e400}'),
  'a lone surrogate': opening(String.raw`"told":{"hurts":"\ud800"}`),
  NUL: opening(String.raw`"told":{"hurts":"a\u0000b"}`),
  'only whitespace': '{"kind":"incident","subject":"   "}',
  'a line break in a line': String.raw`{"kind":"incident","subject":"a\nb"}`,
  'a subject of a megabyte': `{"kind":"incident","subject":"${'x'.repeat(1_000_000)}"}`,
  'a doubled key': '{"kind":"incident","subject":"a b","subject":"c d","kind":"nothing"}',
};

describe('input that means harm', () => {
  let desk: TestDesk;
  let casey: Person;
  let ada: Person;

  beforeAll(async () => {
    desk = await TestDesk.open();
    casey = await desk.person('customer', 'casey');
    ada = await desk.person('auditor', 'ada');
  });
  afterAll(() => desk.close());

  const post = (payload: string, type = 'application/json') =>
    desk.desk.app.inject({
      method: 'POST',
      url: '/v1/tickets',
      headers: { authorization: `Bearer ${casey.token}`, 'content-type': type },
      payload,
    });
  const head = () => desk.desk.stores.events.head();

  it.each(Object.entries(bodies))('%s gets a clear answer and changes nothing', async (_, body) => {
    const before = await head();
    const answer = await post(body);
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ type: expect.any(String), code: expect.any(String) });
    expect(await head()).toBe(before);
  });

  it('only JSON is taken for JSON', async () => {
    for (const type of ['text/plain', 'application/xml', 'application/json-patch+json'])
      expect((await post('{}', type)).statusCode).toBe(415);
  });

  it('an address that is no ticket is answered as one that does not exist', async () => {
    for (const id of ['1', '../../etc/passwd', "' or 1=1 --", '%00', 'x'.repeat(500)])
      expect((await casey('GET', `/v1/tickets/${encodeURIComponent(id)}`)).status).toBe(404);
  });

  it('what is not a filter, a sort or a cursor is refused', async () => {
    for (const query of ['tenant=other', 'sort=secret', 'limit=0', 'limit=1e9', 'cursor=AAAA'])
      expect((await ada('GET', `/v1/tickets?${query}`)).status).toBe(400);
  });

  it('words of a search are words, whatever a search engine would make of them', async () => {
    await casey('POST', '/v1/tickets', { kind: 'incident', subject: 'NEAR the "printer" AND' });
    for (const words of ['"', '*', 'a* OR', 'NEAR(', '-', "';--", 'subject:x', '^', '()', '"""'])
      expect((await ada('GET', `/v1/tickets?q=${encodeURIComponent(words)}`)).status).toBe(200);
    const found = await ada('GET', `/v1/tickets?q=${encodeURIComponent('"printer" NEAR')}`);
    expect(found.body.items).toHaveLength(1);
  });

  it('a search for احمد finds أحمد, and one for ۱۲ finds 12', async () => {
    const subject = 'مكالمة من أحمد عن الطابعة رقم 12';
    await casey('POST', '/v1/tickets', { kind: 'incident', subject });
    for (const words of ['احمد', 'الطابعه', '۱۲'])
      expect(
        (await ada('GET', `/v1/tickets?q=${encodeURIComponent(words)}`)).body.items,
      ).toMatchObject([{ subject }]);
  });

  it('problems speak English and Arabic', async () => {
    const missing = `/v1/tickets/01a20000-0000-7000-8000-000000000000`;
    const arabic = await casey('GET', missing, undefined, { 'accept-language': 'ar-EG, en;q=0.5' });
    expect(arabic.headers['content-language']).toBe('ar');
    expect(arabic.body.title).toMatch(/[\u0600-\u06ff]/);
    const english = await casey('GET', missing);
    expect(english.body).toMatchObject({ code: arabic.body.code, status: 404 });
    expect(english.body.title).toMatch(/[a-z]/);
  });
});
