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
