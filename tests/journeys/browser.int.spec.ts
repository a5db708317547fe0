import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { browser, Page } from '../support/browser.js';
import { TestDesk } from '../support/desk.js';

if (!browser)
  process.stderr.write(
    'SKIPPED LOUDLY: no Chromium here, so no page asks the desk from another origin.\n',
  );

const started = browser ? describe : describe.skip;

started('a page on another origin, in a real browser', () => {
  let desk: TestDesk;
  let page: Page;
  let url: string;

  beforeAll(async () => {
    page = await Page.open();
    desk = await TestDesk.open({ AMENDS_CORS_ORIGINS: page.origin });
    await desk.desk.app.listen(0, '127.0.0.1');
    url = await desk.desk.app.getUrl();
  }, 60_000);
  afterAll(async () => {
    await page.close();
    await desk.close();
  });

  it('follows a ticket by EventSource, and goes on where it was left', async () => {
    const casey = await desk.person('customer', 'casey');
    const opened = await casey('POST', '/v1/tickets', { kind: 'incident', subject: 'No picture' });
    const path = `/v1/tickets/${opened.body.id}`;
    const told = await page.run(`
      const ask = (path, body) => fetch('${url}' + path, {
        method: 'POST',
        headers: { authorization: 'Bearer ${casey.token}', 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }).then((answer) => answer.json());
      let last;
      const next = async (query, meanwhile) => {
        const { ticket } = await ask('/v1/stream-tickets', { path: '${path}/live' });
        const source = new EventSource('${url}${path}/live?ticket=' + ticket + query);
        const heard = new Promise((give, fail) => {
          source.onerror = () => fail(new Error('the stream was refused'));
          source.addEventListener('CustomerReplied', (event) => give(event));
          source.addEventListener('ready', meanwhile);
        });
        const { lastEventId, data } = await heard.finally(() => source.close());
        last = lastEventId;
        return JSON.parse(data).type ?? 'CustomerReplied';
      };
      const reply = (text) => ask('${path}/replies', { text });
      const first = await next('', () => reply('One.'));
      const from = last;
      await reply('Two.');
      const second = await next('&lastEventId=' + from, () => undefined);
      return { first, second, on: Number(last) > Number(from) };
    `);
    expect(told).toEqual({ first: 'CustomerReplied', second: 'CustomerReplied', on: true });
  }, 60_000);

  it('opens, classifies and reads a ticket, and what the header fields say of it', async () => {
    const [casey, amal] = [
      await desk.person('customer', 'casey'),
      await desk.person('agent', 'amal'),
    ];
    const told = await page.run(`
      const ask = (token, method, path, body, headers) => fetch('${url}' + path, {
        method,
        headers: { authorization: 'Bearer ' + token, 'content-type': 'application/json', ...headers },
        ...(body && { body: JSON.stringify(body) }),
      });
      const opened = await ask('${casey.token}', 'POST', '/v1/tickets', { kind: 'incident', subject: 'No sound' });
      const { id } = await opened.json();
      const classified = await ask('${amal.token}', 'PUT', '/v1/tickets/' + id + '/classification',
        { category: 'hardware', impact: 'high', urgency: 'high' }, { 'if-match': opened.headers.get('etag') });
      const read = await ask('${amal.token}', 'GET', '/v1/tickets/' + id);
      const stale = await ask('${amal.token}', 'PUT', '/v1/tickets/' + id + '/classification',
        { category: 'software', impact: 'low', urgency: 'low' }, { 'if-match': '"1"' });
      return {
        location: opened.headers.get('location') === '/v1/tickets/' + id,
        position: Number(opened.headers.get('amends-position')) > 0,
        classified: classified.status,
        etag: classified.headers.get('etag'),
        priority: (await read.json()).priority,
        stale: (await stale.json()).code,
      };
    `);
    expect(told).toEqual({
      location: true,
      position: true,
      classified: 200,
      etag: '"3"',
      priority: 'high',
      stale: 'stream.changed',
    });
  }, 60_000);
});
