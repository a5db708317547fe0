import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { leafHash } from '#eventing';
import { openCheckpoint, rangeHashIn, readEntryBundle, readVerifierKey } from '#ledger';

import { amends } from '../support/command-line.js';
import { type Person, TestDesk } from '../support/desk.js';
import { temporaryFolder } from '../support/folder.js';
import { runVerifier, verifiedByJavaScript, verifiedByPython } from '../support/verifiers.js';

const nobody = { authorization: '' };

describe('history that anyone can check', () => {
  const aside = temporaryFolder('auditor');
  const witness = temporaryFolder('witness');
  let desk: TestDesk;
  let [salma, ana, mona, ada, eve] = [] as unknown as Person[];
  let ticket: string;
  let key: string;
  let older: string;

  const bundleOf = async (query = '') =>
    (await ada!('GET', `/v1/audit/tickets/${ticket}/bundle${query}`)).body;
  const fileOf = (bundle: unknown) => Buffer.from(JSON.stringify(bundle));
  const raw = async (path: string, person = ada) => {
    const headers = { authorization: `Bearer ${person!.token}` };
    return desk.desk.app.inject({ method: 'GET', url: path, headers });
  };
  const checkpoint = async () => String((await ada!('GET', '/ledger/demo/checkpoint')).body);

  beforeAll(async () => {
    desk = await TestDesk.open({ AMENDS_LEDGER_WITNESS: witness });
    salma = await desk.person('customer', 'salma');
    ana = await desk.person('agent', 'ana');
    mona = await desk.person('manager', 'mona');
    ada = await desk.person('auditor', 'ada');
    eve = await desk.person('auditor', 'eve', 'other');
    const told = { hurts: 'The telephone at Marigold Lane is silent.' };
    const asked = { kind: 'incident', subject: 'No tone', told };
    ticket = (await salma('POST', '/v1/tickets', asked)).body.id;
    await ana('POST', `/v1/tickets/${ticket}/notes`, { text: 'Cable cut.' });
    await bundleOf();
    older = await checkpoint();
    key = (await ada('GET', '/ledger/demo/keys')).body.keys[0].key;
  });
  afterAll(() => desk.close());

  it('anyone reads a checkpoint, signed with the key that the desk tells', async () => {
    const said = await salma!('GET', '/ledger/demo/checkpoint', undefined, nobody);
    expect(said).toMatchObject({
      status: 200,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    });
    const { size, origin } = openCheckpoint(said.body, [readVerifierKey(key)]);
    expect(origin).toBe('amends.localhost/ledger/demo');
    expect(size).toBeGreaterThan(3);
  });

  it('anyone computes its root from the tiles, which never change', async () => {
    const { size, root } = openCheckpoint(await checkpoint(), [readVerifierKey(key)]);
    const said = await raw(`/ledger/demo/tile/0/000.p/${size}`, salma);
    expect(said.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    const rangeHash = rangeHashIn(async () => said.rawPayload);
    expect(await rangeHash(0, size)).toEqual(root);
    for (const path of [`0/000.p/${size + 1}`, '0/000', '1/000.p/1', '0/001.p/1', '00/000.p/1'])
      expect((await raw(`/ledger/demo/tile/${path}`)).statusCode).toBe(404);
    expect((await raw('/ledger/nowhere/checkpoint')).statusCode).toBe(404);
  });

  it('the entries behind the hashes are for the tenant’s auditors only', async () => {
    const { size } = openCheckpoint(await checkpoint(), [readVerifierKey(key)]);
    const path = `/ledger/demo/tile/entries/000.p/${size}`;
    const [entries, tile] = [await raw(path), await raw(`/ledger/demo/tile/0/000.p/${size}`)];
    const hashes = readEntryBundle(entries.rawPayload).map((entry) => leafHash(entry));
    expect(Buffer.concat(hashes)).toEqual(tile.rawPayload);
    expect(entries.headers['cache-control']).toBe('private, max-age=31536000, immutable');
    const status = async (person: Person | undefined) => (await raw(path, person)).statusCode;
    expect([await status(eve), await status(ana), await status(salma)]).toEqual([404, 403, 403]);
    expect((await ada!('GET', path, undefined, nobody)).status).toBe(401);
  });

  it('a ticket’s proof is one file that two programs find sound', async () => {
    const bundle = await bundleOf(`?since=${older.split('\n')[1]}`);
    expect(bundle.events.length).toBeGreaterThan(2);
    const given = { file: fileOf(bundle), keys: [key], older };
    for (const program of ['verify.mjs', 'verify.py'] as const) {
      const { exit, out, err } = runVerifier(program, aside, given);
      expect([program, exit, err]).toEqual([program, 0, '']);
      expect(out).toContain('TicketOpened');
      expect(out.trimEnd().split('\n').at(-1)).toBe('Sound.');
    }
  });

  it('it shows what the auditor may see, with the salts, and who asked is on record', async () => {
    const shown = JSON.stringify((await bundleOf()).events);
    expect(shown).toContain('Marigold Lane');
    const { body } = await salma!('GET', '/v1/customers/salma/data');
    expect(body.readBy).toContainEqual(expect.objectContaining({ reader: 'ada', what: 'proof' }));
  });

  it('without a key that the auditor trusts nothing is decided', async () => {
    const { exit, out } = runVerifier('verify.mjs', aside, {
      file: fileOf(await bundleOf()),
      keys: [],
    });
    expect(exit).toBe(2);
    expect(out).toContain(key);
  });

  it('that there is no such ticket is proved, too', async () => {
    const path = '/v1/audit/tickets/01a20000-0000-7000-8000-000000000000/bundle';
    expect((await ada!('GET', path)).status).toBe(404);
    const { body } = await ada!('GET', `${path}?absence=true`);
    const given = { file: fileOf(body), keys: [key] };
    expect(runVerifier('verify.py', aside, given).out).toContain('The log has no such stream.');
    expect(await verifiedByJavaScript([given])).toMatchObject([{ exit: 0, events: [] }]);
  });

  it('the command line writes the file, and says that it can be checked without us', async () => {
    await desk.desk.app.listen(0, '127.0.0.1');
    const url = await desk.desk.app.getUrl();
    const out = join(aside, 'exported.json');
    const words = ['export', 'ticket', ticket, '--out', out, '--url', url];
    const said = await amends(words, { AMENDS_TOKEN_AUDITOR: ada!.token });
    expect(said).toMatchObject({ code: 0, err: '' });
    expect(said.out).toContain('Witnesses: folder');
    expect(said.out).toContain(`--key '${key}'`);
    const given = { file: readFileSync(out), keys: [key] };
    expect(await verifiedByJavaScript([given])).toMatchObject([{ exit: 0 }]);
  });

  it('those who watch the desk see how far checkpoints are behind the log', async () => {
    await bundleOf();
    const root = await desk.person('administrator', 'root');
    const said = String((await root('GET', '/metrics')).body);
    const valueOf = (name: string) => said.match(new RegExp(`^${name} (\\d+)$`, 'm'))?.[1];
    expect(Number(valueOf('amends_ledger_position'))).toBeGreaterThan(3);
    expect(valueOf('amends_ledger_position')).toBe(valueOf('amends_log_position'));
  });

  it('who was erased leaves a sound proof, with the receipt by which values are gone', async () => {
    const legalBasis = 'GDPR, article 17(1)(b)';
    const erased = await mona!('POST', '/v1/customers/salma/erasure', { legalBasis });
    expect(erased.status).toBe(200);
    const bundle = await bundleOf();
    expect(bundle.receipts).toHaveLength(1);
    const given = { file: fileOf(bundle), keys: [key] };
    const [found] = await verifiedByJavaScript([given]);
    expect(found).toMatchObject({ exit: 0, findings: [] });
    expect(found!.events).toContainEqual({ verdict: 'erased', receipt: 1 });
    expect(verifiedByPython([given])).toEqual([found]);
    expect(JSON.stringify(bundle)).not.toContain('Marigold');
    const flipped = structuredClone(bundle);
    flipped.receipts[0].proof[0] = '0'.repeat(64);
    const forged = { file: fileOf(flipped), keys: [key] };
    const [spoiled] = await verifiedByJavaScript([forged]);
    expect(spoiled).toMatchObject({ exit: 1, findings: ['receipt-edited'] });
    expect(verifiedByPython([forged])).toEqual([spoiled]);
  });

  it('a backup of log and ledger goes on where it ended', async () => {
    const folder = join(aside, 'backup');
    const said = await amends(['backup', folder], { AMENDS_DATA: desk.folder });
    expect(said).toMatchObject({ code: 0, out: expect.stringContaining('ledger.db') });
    await desk.desk.close();
    const restored = await amends(['restore', folder], {
      AMENDS_DATA: desk.folder,
      AMENDS_LEDGER_WITNESS: witness,
    });
    expect(restored.code).toBe(0);
    await desk.start();
    const given = {
      file: fileOf(await bundleOf(`?since=${older.split('\n')[1]}`)),
      keys: [key],
      older,
    };
    expect(await verifiedByJavaScript([given])).toMatchObject([{ exit: 0, findings: [] }]);
  });

  describe('an older log that was restored', () => {
    it('is noticed at the start by its ledger, and nothing is written to it', async () => {
      const log = join(desk.folder, 'log.db');
      const before = join(aside, 'log.db');
      await desk.desk.close();
      copyFileSync(log, before);
      await desk.start();
      await ana!('POST', '/v1/tickets', {
        kind: 'incident',
        subject: 'Later',
        requester: { id: 'omar' },
      });
      await desk.desk.close();
      const newest = readFileSync(log);
      copyFileSync(before, log);
      await expect(desk.start()).rejects.toThrow('The log lacks events of tenant demo');
      const rows = join(aside, 'rows.csv');
      writeFileSync(rows, 'number\nINC1\n');
      const line = ['import', 'servicenow', rows, '--data', desk.folder];
      const said = await amends(line, {});
      expect(said).toMatchObject({ code: 65, err: expect.stringContaining('older backup') });
      expect(readFileSync(log).equals(readFileSync(before))).toBe(true);
      writeFileSync(log, newest);
      await desk.start();
    });

    it('is noticed by what the witness holds, when its ledger was restored with it', async () => {
      await desk.desk.close();
      const files = ['log.db', 'ledger.db'];
      for (const file of files) copyFileSync(join(desk.folder, file), join(aside, file));
      await desk.start();
      await ana!('POST', '/v1/tickets', {
        kind: 'incident',
        subject: 'Later still',
        requester: { id: 'omar' },
      });
      await desk.desk.close();
      const newest = files.map((file) => readFileSync(join(desk.folder, file)));
      for (const file of files) copyFileSync(join(aside, file), join(desk.folder, file));
      await expect(desk.start()).rejects.toThrow('a witness holds');
      for (const [at, file] of files.entries()) writeFileSync(join(desk.folder, file), newest[at]!);
      await desk.start();
      expect((await ada!('GET', '/v1/tickets')).status).toBe(200);
    });
  });
});
