import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { browser } from '../support/browser.js';
import { BrowserTab } from '../support/browser-tab.js';
import { type Person, TestDesk } from '../support/desk.js';

if (!browser)
  process.stderr.write('SKIPPED LOUDLY: no Chromium here, so nobody opens the audit page.\n');

const started = browser ? describe : describe.skip;

const text = (id: string) => `document.getElementById('${id}').textContent`;
const focusOn = (id: string) => `document.getElementById('${id}').focus()`;

started('an auditor opens the page in a real browser, and uses the keyboard only', () => {
  let desk: TestDesk;
  let tab: BrowserTab;
  let [salma, ada] = [] as unknown as Person[];
  let ticket: string;
  const readBy = async () => (await salma!('GET', '/v1/customers/salma/data')).body.readBy;

  beforeAll(async () => {
    desk = await TestDesk.open();
    salma = await desk.person('customer', 'salma');
    ada = await desk.person('auditor', 'ada');
    const ana = await desk.person('agent', 'ana');
    const told = { hurts: 'Nobody reaches me.' };
    const asked = { kind: 'incident', subject: '<b>No tone</b> at Marigold Lane', told };
    ticket = String((await salma('POST', '/v1/tickets', asked)).body.id);
    await ana('PUT', `/v1/tickets/${ticket}/queue`, { queue: 'telephony' });
    await desk.desk.app.listen(0, '127.0.0.1');
    tab = await BrowserTab.open(`${await desk.desk.app.getUrl()}/audit`);
  }, 60_000);
  afterAll(async () => {
    await tab.close();
    await desk.close();
  });

  it('opens a ticket by its id; focus and the live region say where they are', async () => {
    await tab.press('Tab', 'Tab');
    await tab.type(ada!.token);
    await tab.press('Tab');
    await tab.type(ticket);
    await tab.press('Enter');
    await tab.until(`!document.getElementById('history').hidden`);
    expect(await tab.read('document.activeElement.id')).toBe('history-title');
    expect(await tab.read(text('when'))).toMatch(
      /^Moment (\d+) of \1: TicketQueued\. .*agent ana\.$/,
    );
  }, 60_000);

  it('sees what changed, marked in words too, and no personal data', async () => {
    const row = await tab.read(`document.querySelector('tr.changed').innerText`);
    expect(row).toMatch(/queue \(changed\)\s+intake\s+telephony/);
    expect(await tab.read('document.body.innerText')).toContain('(personal, not shown)');
    expect(await tab.read('document.body.innerText')).not.toContain('Marigold');
    expect(await readBy()).toEqual([]);
  }, 60_000);

  it('goes back frame by frame with the arrow keys of the slider', async () => {
    await tab.read(focusOn('slider'));
    const before = String(await tab.read(text('when')));
    await tab.press('ArrowLeft');
    await tab.until(`${text('when')} !== ${JSON.stringify(before)}`);
    expect(await tab.read(`document.querySelector('[aria-current]').textContent`)).not.toContain(
      'TicketQueued',
    );
  }, 60_000);

  it('is shown personal data after asking for it, as text, and that is on record', async () => {
    await tab.read(focusOn('personal'));
    await tab.press('Space');
    await tab.until(`document.body.innerText.includes('<b>No tone</b> at Marigold Lane')`);
    expect(await readBy()).toContainEqual(
      expect.objectContaining({ reader: 'ada', what: 'history' }),
    );
  }, 60_000);

  it('verifies the proof in the browser, and is told in red that there is no witness', async () => {
    const { keys } = (await ada!('GET', '/ledger/demo/keys')).body;
    await tab.read(focusOn('verify'));
    await tab.press('Enter');
    await tab.until(`${text('verdict')}.startsWith('Without a key')`);
    await tab.read(focusOn('key'));
    await tab.type(keys[0].key);
    await tab.press('Tab', 'Enter');
    await tab.until(`${text('verdict')}.startsWith('Sound')`);
    expect(await tab.read(text('witnesses'))).toBe('Witnesses: none configured');
    const red = `getComputedStyle(document.getElementById('witnesses')).color`;
    expect(await tab.read(red)).toBe('rgb(176, 0, 32)');
    expect(await tab.read(text('verdicts'))).toContain('Event 1: intact');
    if (process.env['AMENDS_SCREENSHOT'])
      writeFileSync(process.env['AMENDS_SCREENSHOT'], await tab.screenshot());
  }, 60_000);

  it('has a name for everything that can be used or read, and headings in order', async () => {
    const usable = ['button', 'textbox', 'searchbox', 'slider', 'checkbox', 'combobox', 'table'];
    const found = await tab.accessible();
    const nameless = found.filter(({ role, name }) => usable.includes(role) && name === '');
    expect(nameless).toEqual([]);
    expect(found.map(({ role }) => role)).toEqual(expect.arrayContaining(usable));
    const levels = `[...document.querySelectorAll('h1,h2,h3')].map((each) => Number(each.tagName[1]))`;
    expect(await tab.read(levels)).toEqual([1, 2, 2, 3, 2]);
    const doubled = `[...document.querySelectorAll('[id]')].length - new Set([...document.querySelectorAll('[id]')].map(({ id }) => id)).size`;
    expect(await tab.read(doubled)).toBe(0);
  }, 60_000);

  it('reads it in Arabic from right to left, with no word left behind', async () => {
    await tab.read(
      `{ const box = document.getElementById('language'); box.value = 'ar'; box.dispatchEvent(new Event('change')); }`,
    );
    expect(await tab.read('[document.documentElement.lang, document.documentElement.dir]')).toEqual(
      ['ar', 'rtl'],
    );
    const left = `[...document.querySelectorAll('[data-text]')].filter((each) => /[A-Za-z]/.test(each.textContent)).map((each) => each.dataset.text)`;
    expect(await tab.read(left)).toEqual([]);
    expect(await tab.read(text('when'))).toContain('اللحظة');
  }, 60_000);

  it('keeps nothing beyond the tab, and runs no script but the page’s own', async () => {
    const kept = '[localStorage.length, sessionStorage.length, document.cookie]';
    expect(await tab.read(kept)).toEqual([0, 0, '']);
    const blocked = `new Promise((give) => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => give(violatedDirective), { once: true });
      const script = document.createElement('script');
      script.append('globalThis.ran = true');
      document.body.append(script);
    })`;
    expect(await tab.read(blocked)).toMatch(/^script-src|^require-trusted-types/);
    expect(await tab.read('globalThis.ran')).toBeUndefined();
  }, 60_000);
});
