import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../../apps/amends/src/commands.js';
import { amends as runHere } from '../support/command-line.js';
import { temporaryFolder } from '../support/folder.js';
import { someIncidents } from '../support/incidents.js';

jest.setTimeout(120_000);

const root = temporaryFolder('help');
const { log } = someIncidents(root, 10);

const amends = (line: string) => runHere(line, { AMENDS_DATA: join(root, 'data') });

beforeAll(async () => {
  expect((await amends(`import servicenow ${log}`)).code).toBe(0);
});

describe('asking for help', () => {
  it.each(commands.map(({ name }) => [name]))('%s says how it goes', async (name) => {
    const { code, out, err } = await amends(`${name} --help`);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain(`Usage: amends ${name}`);
    expect(out).toContain('--json');
  });

  it('shows the names of views, and takes every one of them', async () => {
    const { out } = await amends('rebuild --help');
    const names = out.split('\nViews:\n')[1]!.trim().split(/\s+/);
    expect(names).toContain('tickets');
    const { code, out: said } = await amends(`rebuild ${names.join(' ')} --json`);
    const { views } = JSON.parse(said) as { views: { view: string }[] };
    expect([code, views.map(({ view }) => view)]).toEqual([0, names]);
    const examples = [...out.matchAll(/\$ amends (rebuild .*)/g)].map(([, line]) => line!);
    for (const line of examples) expect((await amends(line)).code).toBe(0);
  });

  it('tells the version, also to programs', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(await amends('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
    expect(JSON.parse((await amends('--version --json')).out)).toEqual({ version });
  });
});

describe('a command line that cannot be understood', () => {
  it.each([
    ['frobnicate', 'See amends --help.'],
    ['backup', 'See amends backup --help.'],
    ['verify --loudly', 'See amends verify --help.'],
    ['rebuild nothing', 'See amends rebuild --help.'],
    ['import records', 'See amends import --help.'],
  ])('points to the help of what was meant: %s', async (line, advice) => {
    expect((await amends(line)).err).toContain(advice);
  });
});

describe('progress', () => {
  it('does not tell how long it takes before anything is known of that', async () => {
    const { err } = await amends('rebuild');
    const begun = err.split('\n').filter((line) => line.includes(' 0% '));
    expect(begun.length).toBeGreaterThan(0);
    expect(begun.filter((line) => line.includes('to go'))).toEqual([]);
  });
});
