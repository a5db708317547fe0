import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { lockDirectory } from '#sqlite';

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { amends as runHere } from '../support/command-line.js';
import { temporaryFolder } from '../support/folder.js';
import { someIncidents } from '../support/incidents.js';
import { packagedProgram } from '../support/packaged.js';

const root = temporaryFolder('cli');

jest.setTimeout(120_000);

const data = join(root, 'data');

/** Some of the real log: what the commands say of it does not depend on how long it is. */
const TICKETS = 300;
const { log, header, rows } = someIncidents(root, TICKETS);

/** How many events they come to. */
let events = 0;

const start = (line: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  spawn(process.execPath, [packagedProgram(), ...line], {
    env: { PATH: process.env['PATH'], AMENDS_DATA: data, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

const ended = async (child: ChildProcess) => {
  const closed = once(child, 'close');
  const [out, err] = await Promise.all([text(child.stdout!), text(child.stderr!)]);
  const [code] = (await closed) as [number];
  return { code, out, err };
};

const amends = (line: string, env: NodeJS.ProcessEnv = {}) =>
  runHere(line, { AMENDS_DATA: data, ...env });

beforeAll(async () => {
  const { code, out } = await amends(`import servicenow ${log} --json`);
  expect(code).toBe(0);
  events = (JSON.parse(out) as { eventsAdded: number }).eventsAdded;
  expect(events).toBeGreaterThan(TICKETS * 5);
});

const other = (row: string) => row.replace('INC0000045', 'INC0000001');

/** A port on which nobody listens: it was free a moment ago. */
const closedPort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return String(port);
};

const tokens = { AMENDS_TOKEN_CUSTOMER: 'a', AMENDS_TOKEN_AGENT: 'b' };

describe('a command that fails', () => {
  const notData = join(root, 'not-a-log.txt');
  beforeAll(() => writeFileSync(notData, 'Good morning\n'));

  it.each([
    ['usage', 64, 'frobnicate', "Unknown command 'frobnicate'."],
    ['usage', 64, 'verify --loudly', "Unknown option '--loudly'."],
    ['usage', 64, 'backup', "Missing required argument 'folder'."],
    [
      'usage',
      64,
      `import otrs ${log}`,
      '"otrs" cannot be imported. There are records, servicenow.',
    ],
    [
      'usage',
      64,
      `import records ${log}`,
      'The name of the source system is missing: use --system.',
    ],
    ['usage', 64, `import records ${log} --system CRM`, '"CRM" is not a system'],
    [
      'usage',
      64,
      `import records ${log} --system crm --format xml`,
      'There are csv, ndjson, scim.',
    ],
    ['usage', 64, `import servicenow ${log} --system crm`, '--system is for records only.'],
    ['data', 65, `import records ${log} --system crm --dry-run`, 'it lacks the columns "customer"'],
    ['usage', 64, 'rebuild nothing', 'There is no view "nothing".'],
    ['input', 66, 'import servicenow none.csv', 'none.csv does not exist.'],
    ['input', 66, 'import servicenow tests', 'tests is not a file.'],
    ['data', 65, `import servicenow ${notData}`, 'is not a log of ServiceNow incidents'],
    ['data', 65, `verify ${notData}`, 'is not an Amends log, or is damaged'],
    ['input', 66, `verify --data ${root}`, `${root} contains no log.`],
    ['output', 73, `backup ${notData}`, 'already exists'],
    ['output', 73, `backup ${join(root, 'no', 'folder')}`, 'does not exist'],
    ['input', 66, `restore ${join(root, 'none')}`, 'does not exist'],
    ['data', 65, `restore ${root}`, 'is not a backup that this program reads'],
  ])('is %s (%i): %s', async (name, code, line, sentence) => {
    const forPeople = await amends(line);
    expect(forPeople).toMatchObject({ code, out: '' });
    expect(forPeople.err).toContain(sentence);
    expect(forPeople.err).not.toMatch(/^\s+at /m);
    const forPrograms = await amends(`${line} --json`);
    expect(forPrograms.code).toBe(code);
    expect(JSON.parse(forPrograms.out)).toEqual({
      error: { name, code, message: expect.stringContaining(sentence) },
    });
  });

  it('says which setting is wrong', async () => {
    const { code, err } = await amends(`import servicenow ${log}`, { AMENDS_ANSWER_DAYS: 'many' });
    expect([code, err]).toEqual([78, expect.stringContaining('AMENDS_ANSWER_DAYS')]);
  });

  it('says when nobody answers', async () => {
    const { code, err } = await amends('demo', { ...tokens, AMENDS_PORT: await closedPort() });
    expect([code, err]).toEqual([69, expect.stringContaining('npm start')]);
  });

  it('says who has the data directory', async () => {
    const lock = lockDirectory(data);
    const { code, err } = await amends(`import servicenow ${log}`);
    lock.release();
    expect([code, err]).toEqual([75, expect.stringContaining(`in use by process ${process.pid}`)]);
  });

  it('shows where only if it is asked to', async () => {
    const { err } = await amends('import servicenow none.csv', { AMENDS_DEBUG: '1' });
    expect(err).toMatch(/^\s+at /m);
  });
});

describe('results and progress', () => {
  it('go to different places', async () => {
    const child = start(['import', 'servicenow', log, '--json']);
    const { code, out, err } = await ended(child);
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.parse(out)).toMatchObject({ isComplete: true, tickets: { unchanged: TICKETS } });
    expect(err).toContain('Tickets');
  });

  it('end quietly when nobody reads them any more', async () => {
    const child = start(['import', '--help']);
    child.stdout.destroy();
    const closed = once(child, 'close');
    const [err, [code]] = await Promise.all([text(child.stderr), closed]);
    expect([code, err]).toEqual([0, '']);
  });
});

describe('trying an import', () => {
  it('tells what it would add to the log that there is, and leaves that as it is', async () => {
    const before = readFileSync(join(data, 'log.db'));
    const { code, out } = await amends(`import servicenow ${log} --dry-run --json`);
    expect([code, JSON.parse(out)]).toEqual([0, expect.objectContaining({ eventsAdded: 0 })]);
    expect(readFileSync(join(data, 'log.db')).equals(before)).toBe(true);
  });

  it('reports the same, and keeps nothing but the report', async () => {
    const nowhere = join(root, 'nowhere');
    const report = join(root, 'report.json');
    const line = `import servicenow ${log} --dry-run --report ${report} --json`;
    const { code, out } = await amends(line, { AMENDS_DATA: nowhere });
    expect([code, existsSync(nowhere)]).toEqual([0, false]);
    expect(JSON.parse(readFileSync(report, 'utf8'))).toEqual(JSON.parse(out));
    expect(JSON.parse(out)).toMatchObject({ isDryRun: true, tickets: { closed: TICKETS } });
  });
});

describe('importing rows that do not fit', () => {
  it('reports each with its line, and imports the others', async () => {
    const [opened, resolved, , closed] = rows as [string, string, string, string];
    const file = join(root, 'partly.csv');
    const unknown = resolved.replace('Resolved', '-100');
    const lines = [
      header,
      opened,
      unknown,
      resolved,
      closed,
      other(opened),
      other(closed),
      'INC00',
    ];
    writeFileSync(file, lines.join('\n'));
    const nowhere = { AMENDS_DATA: join(root, 'nowhere') };
    const { code, out } = await amends(`import servicenow ${file} --dry-run --json`, nowhere);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      isComplete: true,
      tickets: { imported: 2, closed: 1, notClosed: ['INC0000001'] },
      misfits: [
        { line: 3, sentence: expect.stringContaining('incident_state: "-100" is not one of New') },
        {
          line: 7,
          ticket: 'INC0000001',
          sentence: expect.stringContaining('CloseUnanswered was refused'),
        },
        { line: 8, sentence: 'It has 1 columns instead of 36.' },
      ],
    });
  });
});

describe('stopping an import by Ctrl-C', () => {
  it('finishes the tickets that were begun, says how to go on, and goes on', async () => {
    const env = { AMENDS_DATA: join(root, 'stopped') };
    const line = ['import', 'servicenow', log, '--json'];
    const child = start(line, env);
    child.stderr.once('data', () => child.kill('SIGINT'));
    const { code, out, err } = await ended(child);
    expect(code).toBe(130);
    expect(err).toContain('Finishing current work');
    const stopped = JSON.parse(out) as { tickets: { imported: number } };
    expect(stopped).toMatchObject({ isComplete: false, tickets: { notClosed: [] } });
    expect(stopped.tickets.imported).toBeLessThan(TICKETS);
    expect((await amends('verify', env)).code).toBe(0);
    const again = await amends(line.join(' '), env);
    expect(again.code).toBe(0);
    expect(JSON.parse(again.out)).toMatchObject({
      isComplete: true,
      tickets: { closed: TICKETS, unchanged: stopped.tickets.imported },
    });
  });
});

describe('looking after a log', () => {
  it('backs it up, and verifies the backup', async () => {
    const copy = join(root, 'copy');
    const made = await amends(`backup ${copy} --json`);
    expect(JSON.parse(made.out)).toMatchObject({ folder: copy, events, streams: TICKETS * 2 });
    const checked = await amends(`verify ${copy} --json`);
    expect(JSON.parse(checked.out)).toMatchObject({ events, damage: [] });
  });

  it('names what is not as it was written', async () => {
    const copy = join(root, 'tampered.db');
    cpSync(join(data, 'log.db'), copy);
    const database = new DatabaseSync(copy);
    const triggers = database
      .prepare("select name from sqlite_schema where type = 'trigger'")
      .all();
    for (const { name } of triggers) database.exec(`drop trigger "${String(name)}"`);
    const [{ changed } = {}] = database
      .prepare("select min(position) as changed from events where instr(data, 'group-') > 0")
      .all();
    database.exec(
      `update events set data = replace(data, 'group-', 'troop-') where position = ${String(changed)}`,
    );
    database.exec(`delete from events where position = 1234`);
    database.close();
    const { code, out } = await amends(`verify ${copy} --json`);
    expect(code).toBe(1);
    const { damage } = JSON.parse(out) as { damage: { position: number }[] };
    expect(damage.map(({ position }) => position)).toEqual(expect.arrayContaining([changed, 1234]));
  });

  it('rebuilds every view as far as the log', async () => {
    const { code, out } = await amends('rebuild --json');
    const { views } = JSON.parse(out) as { views: { position: number }[] };
    expect(code).toBe(0);
    expect(views.length).toBeGreaterThan(5);
    expect(views.every(({ position }) => position === events)).toBe(true);
  });

  it('finds a healthy place healthy', async () => {
    const { code, out } = await amends('doctor --json', { AMENDS_PORT: await closedPort() });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ isWell: true });
  });
});
