import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { run } from '../../apps/amends/src/run.js';
import { TestDesk } from '../support/desk.js';

jest.setTimeout(120_000);

const log = 'tests/data/servicenow-incidents.csv.gz';
let desk: TestDesk;
let address = '';

beforeAll(async () => {
  desk = await TestDesk.open();
  const { app } = desk.desk;
  await app.listen(0, '127.0.0.1');
  address = await app.getUrl();
});
afterAll(() => desk.close());

const amends = async (...line: string[]) => {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const code = await run([...line, '--json'], {
    out,
    err: err as unknown as NodeJS.WriteStream,
    env: { AMENDS_DATA: desk.folder },
    signal: new AbortController().signal,
  });
  const said: unknown = JSON.parse(await text(out.end()));
  return { code, said };
};

interface Step {
  readonly status: number;
  readonly answer: { readonly items?: readonly { readonly type: string }[] };
}

describe('playing a ticket’s life against a running desk', () => {
  it('goes from report to closure, as each may see it', async () => {
    const { code, said } = await amends('demo', '--url', address);
    expect(said).toMatchObject({ isWhole: true });
    expect(code).toBe(0);
    const { steps } = said as { steps: readonly Step[] };
    const [customers, agents] = steps.slice(-2).map(({ answer }) => answer.items ?? []);
    expect(customers!.at(-1)!.type).toBe('TicketClosed');
    expect(customers!.some(({ type }) => type === 'NoteAdded')).toBe(false);
    expect(agents!.some(({ type }) => type === 'NoteAdded')).toBe(true);
  });
});

describe('looking after a desk that runs', () => {
  it('backs the log up beside it', async () => {
    const folder = join(desk.folder, 'backup');
    expect(await amends('backup', folder)).toMatchObject({ code: 0, said: { folder, streams: 1 } });
    expect((await amends('verify', folder)).code).toBe(0);
  });

  it('asks it to rebuild its views, and follows it until it is done', async () => {
    const { code, said } = await amends('rebuild', '--url', address);
    const { head, items } = (
      await (
        await desk.person('administrator', 'root', 'acme')
      )('GET', '/v1/views')
    ).body;
    expect([code, said]).toEqual([
      0,
      expect.objectContaining({ isWhole: true, askedServer: address }),
    ]);
    const { views } = said as { views: { view: string; position: number }[] };
    expect(views.map(({ view }) => view)).toEqual(items.map(({ view }: { view: string }) => view));
    expect(views.every(({ position }) => position === head)).toBe(true);
    expect(items.filter((item: object) => 'rebuilding' in item || 'fault' in item)).toEqual([]);
  });

  it('says where it looked for a server when the folder is in use', async () => {
    const { code, said } = await amends('rebuild', '--url', 'http://127.0.0.1:1');
    expect([code, said]).toEqual([
      75,
      { error: expect.objectContaining({ message: expect.stringContaining('--url') }) },
    ]);
  });

  it('tries an import of customer records beside it, and keeps nothing', async () => {
    const head = await desk.desk.stores.events.head();
    const line = ['import', 'records', 'tests/data/customers.csv', '--system', 'crm', '--dry-run'];
    const { said } = await amends(...line, '--tenant', 'acme');
    expect(said).toMatchObject({ isDryRun: true, isComplete: true });
    expect((said as { changed: number }).changed).toBeGreaterThan(0);
    expect(await desk.desk.stores.events.head()).toBe(head);
  });

  it('does not import beside it', async () => {
    const { code, said } = await amends('import', 'servicenow', log);
    expect([code, said]).toEqual([75, { error: expect.objectContaining({ name: 'busy' }) }]);
  });

  it('finds it ready', async () => {
    const { code, said } = await amends('doctor', '--url', address);
    expect([code, said]).toEqual([0, expect.objectContaining({ isWell: true })]);
  });
});

describe('reading an imported history', () => {
  it('shows 890 closed tickets as soon as the desk runs again', async () => {
    await desk.desk.close();
    expect((await amends('import', 'servicenow', log, '--tenant', 'acme')).code).toBe(0);
    await desk.start();
    const auditor = await desk.person('auditor', 'ada', 'acme');
    const closed = await auditor('GET', '/v1/tickets?status=closed&count=exact&limit=1');
    expect([closed.status, closed.body.count]).toEqual([200, 890]);
    const all = await auditor('GET', '/v1/tickets?count=exact&limit=1');
    expect(all.body.count).toBe(890);
  });

  it('tells when things happened there, and by whom they were brought in', async () => {
    const auditor = await desk.person('auditor', 'ada', 'acme');
    const found = await auditor('GET', '/v1/tickets?limit=1');
    const { id } = found.body.items[0];
    const { status, body } = await auditor('GET', `/v1/tickets/${id}/timeline`);
    expect(status).toBe(200);
    expect(body.items[0]).toMatchObject({
      type: 'TicketOpened',
      at: expect.stringMatching(/^2016-/),
      by: { kind: 'integration', id: 'servicenow' },
      data: { origin: { system: 'servicenow', id: expect.stringMatching(/^INC\d+$/) } },
    });
  });
});
