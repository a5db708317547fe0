import { appendFileSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { amends } from '../support/command-line.js';
import { type Person, TestDesk } from '../support/desk.js';
import { temporaryFolder } from '../support/folder.js';
import { verifiedByJavaScript } from '../support/verifiers.js';

const letter = 'The cable in Buttercup Square was cut.';

describe('a backup is restored', () => {
  let desk: TestDesk;
  // Before the folders go: a desk that closes still hands a checkpoint to the witness.
  afterAll(() => desk.close());
  const aside = temporaryFolder('backups');
  const witness = temporaryFolder('witness');
  const [backup, elsewhere] = [join(aside, 'monday'), join(aside, 'elsewhere')];
  let [salma, ana, mona, ada] = [] as unknown as Person[];
  let [ticket, later, file] = ['', '', ''];
  let beforeLoss: { position: string; cursor: string };

  const run = (line: readonly string[], data = desk.folder) =>
    amends(line, { AMENDS_DATA: data, AMENDS_LEDGER_WITNESS: witness });
  const restored = async (...more: readonly string[]) => {
    await desk.desk.close();
    return run(['restore', backup, ...more]);
  };
  const emptyWitness = () => {
    for (const head of readdirSync(witness)) rmSync(join(witness, head));
  };
  const people = async () => {
    salma = await desk.person('customer', 'salma');
    ana = await desk.person('agent', 'ana');
    mona = await desk.person('manager', 'mona');
    ada = await desk.person('auditor', 'ada');
  };
  const open = async (subject: string, id = 'salma') =>
    ana!('POST', '/v1/tickets', { kind: 'incident', subject, requester: { id } });
  const attach = async (path: string) =>
    desk.desk.app.inject({
      method: 'POST',
      url: `/v1/tickets/${path}/attachments?name=letter.txt`,
      headers: { authorization: `Bearer ${salma!.token}`, 'content-type': 'text/plain' },
      payload: letter,
    });

  beforeAll(async () => {
    desk = await TestDesk.open({ AMENDS_LEDGER_WITNESS: witness });
    await people();
    ticket = String((await open('No tone')).body.id);
    file = String((await attach(ticket)).headers['location']);
    await open('No picture', 'omar');
    const omar = await desk.person('customer', 'omar');
    await omar('POST', '/v1/customers/omar/claims', { field: 'name', value: 'Omar Haddad' });
    // Its checkpoint covers everything, so that nothing more is published after the backup.
    await ada!('GET', `/v1/audit/tickets/${ticket}/bundle`);
    expect((await run(['backup', backup])).code).toBe(0);
  });

  it('has log, ledger, keys, attachments and tombstones together', () => {
    const names = ['backup.json', 'blobs', 'forgotten', 'ledger.db', 'log.db', 'vault.db'];
    expect(readdirSync(backup).toSorted()).toEqual(names);
  });

  it('is refused while a server runs', async () => {
    const said = await run(['restore', backup]);
    expect(said).toMatchObject({ code: 75, err: expect.stringContaining('in use by') });
  });

  it('is refused where a byte of it has changed, and nothing is changed then', async () => {
    const spoiled = join(aside, 'spoiled');
    expect((await run(['backup', spoiled])).code).toBe(0);
    appendFileSync(join(spoiled, 'vault.db'), ' ');
    const before = readdirSync(desk.folder).toSorted();
    await desk.desk.close();
    const said = await run(['restore', spoiled]);
    expect(said).toMatchObject({ code: 65, err: expect.stringContaining('vault.db is missing') });
    await desk.start();
    expect(readdirSync(desk.folder).toSorted()).toEqual(expect.arrayContaining(before));
  });

  it('is refused where an attachment is missing', async () => {
    const lacking = join(aside, 'lacking');
    expect((await run(['backup', lacking])).code).toBe(0);
    rmSync(join(lacking, 'blobs'), { recursive: true });
    await desk.desk.close();
    const said = await run(['restore', lacking]);
    expect(said).toMatchObject({ code: 65, err: expect.stringContaining('0 attachments of 1') });
    await desk.start();
  });

  it('brings everything back as it was, also into an empty directory', async () => {
    await desk.desk.close();
    const said = await run(['restore', backup, '--json'], elsewhere);
    expect(said.code).toBe(65);
    expect(said.out).toContain('master key');
    rmSync(elsewhere, { recursive: true });
    await desk.start();
    expect((await restored()).code).toBe(0);
    await desk.start();
    await people();
    expect((await ana!('GET', `/v1/tickets/${ticket}`)).body.subject).toBe('No tone');
    expect((await ana!('GET', file)).body).toBe(letter);
    const { body } = await ada!('GET', `/v1/audit/tickets/${ticket}/bundle`);
    const { keys } = (await ada!('GET', '/ledger/demo/keys')).body;
    const proof = Buffer.from(JSON.stringify(body));
    expect(await verifiedByJavaScript([{ file: proof, keys: [keys[0].key] }])).toMatchObject([
      { exit: 0, findings: [] },
    ]);
  });

  describe('that is older than what was published', () => {
    beforeEach(async () => {
      const opened = await open('Lost later');
      later = String(opened.body.id);
      const page = await ana!('GET', '/v1/tickets?limit=1');
      beforeLoss = {
        position: String(opened.headers['amends-position']),
        cursor: String(page.body.nextCursor),
      };
      await ada!('GET', `/v1/audit/tickets/${later}/bundle`);
    });

    it('is refused, with what to do, and nothing is changed', async () => {
      const said = await restored();
      expect(said).toMatchObject({ code: 65, err: expect.stringContaining('a witness holds') });
      expect(said.err).toContain('--new-ledger');
      await desk.start();
      expect((await ana!('GET', `/v1/tickets/${later}`)).status).toBe(200);
    });

    it('never brings back who was erased since', async () => {
      const legalBasis = 'GDPR, article 17(1)(b)';
      const known = await mona!('GET', '/v1/customers/omar/record');
      expect(JSON.stringify(known.body)).toContain('Haddad');
      await mona!('POST', '/v1/customers/omar/erasure', { legalBasis });
      await restored('--new-ledger');
      emptyWitness();
      await desk.start();
      await people();
      const files = readdirSync(desk.folder);
      expect(files.some((name) => name.startsWith('replaced-'))).toBe(true);
      const { body } = await mona!('GET', '/v1/customers/omar/record');
      expect(JSON.stringify(body)).not.toContain('Haddad');
    });

    it('refuses positions and cursors of what was lost, and misreads none of them', async () => {
      const { position, cursor } = beforeLoss;
      await restored('--new-ledger');
      emptyWitness();
      await desk.start();
      await people();
      const next = await open('After the loss');
      expect(Number(next.headers['amends-position'])).toBeGreaterThan(Number(position));
      const asked = await ana!('GET', '/v1/tickets', undefined, { 'amends-position': position });
      expect(asked).toMatchObject({ status: 410, body: { code: 'http.position-lost' } });
      const page = await ana!('GET', `/v1/tickets?limit=1&cursor=${cursor}`);
      expect(page).toMatchObject({ status: 400, body: { code: 'http.cursor-invalid' } });
      expect((await ana!('GET', `/v1/tickets/${later}`)).status).toBe(404);
    });
  });

  it('that was interrupted is finished before anything starts', async () => {
    await desk.desk.close();
    const mark = join(desk.folder, 'restore-unfinished');
    writeFileSync(mark, '');
    await expect(desk.start()).rejects.toThrow('was interrupted. Run amends restore again');
    const again = await run(['restore', backup, '--new-ledger']);
    expect([again.code, existsSync(mark)]).toEqual([0, false]);
    emptyWitness();
    await desk.start();
  });
});
