import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { deskSettings } from '#embedded';
import { UnknownForm } from '#eventing';
import { ConfigFault, readConfig } from '#platform';
import { DirectoryInUse } from '#sqlite';

import { ensureFree, missingInProduction } from './start-check.js';
import { startFault } from './start-fault.js';

const host = '127.0.0.1';

describe('a desk that cannot start', () => {
  it('says in a sentence that its port is taken, before anything is opened', async () => {
    const other = createServer().listen(0, host);
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const fault = await ensureFree({ port, host }).catch((error: unknown) => error);
    other.close();
    const says = expect.stringContaining(`${host}:${port} is in use by another process`);
    expect(startFault(fault)).toEqual({ says, exit: 78 });
    await expect(ensureFree({ port: 0, host })).resolves.toBeUndefined();
  });

  it('says what is wrong with its configuration', () =>
    expect(startFault(new ConfigFault(['AMENDS_PORT: expected a number']))).toMatchObject({
      says: expect.stringContaining('AMENDS_PORT'),
      exit: 78,
    }));

  it('says all that production lacks at once, with every other fault', () => {
    const env = { NODE_ENV: 'production', AMENDS_PORT: 'x' };
    const read = () => readConfig(deskSettings, env, missingInProduction);
    expect(read).toThrow(
      /AMENDS_PORT[\s\S]*AMENDS_ISSUER[\s\S]*AMENDS_MASTER_KEY[\s\S]*AMENDS_LEDGER_KEY/,
    );
    const wrong = { ...env, AMENDS_MASTER_KEY_FILE: '/nowhere/key' };
    const again = () => readConfig(deskSettings, wrong, missingInProduction);
    expect(again).toThrow(/AMENDS_ISSUER[\s\S]*AMENDS_MASTER_KEY_FILE: ENOENT/);
  });

  it('lacks nothing in development', () => {
    expect(readConfig(deskSettings, {}, missingInProduction)).toMatchObject({ port: 3000 });
  });

  it.each([
    Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 }),
    Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }),
  ])('says that the disk is full: %s', (error) => {
    const says = expect.stringMatching(/^The data directory cannot be written: the disk is full/);
    expect(startFault(error)).toEqual({ says, exit: 74 });
  });

  it('says who uses its data directory', () =>
    expect(startFault(new DirectoryInUse('in use by process 7'))).toEqual({
      says: 'in use by process 7',
      exit: 75,
    }));

  it('says that a file is in a form that it does not read', () =>
    expect(startFault(new UnknownForm('log.db is a log in form 2.'))).toEqual({
      says: 'log.db is a log in form 2.',
      exit: 78,
    }));

  it('calls everything else a bug', () =>
    expect(startFault(new TypeError('undefined is not a function'))).toMatchObject({
      says: expect.stringContaining('start-fault.spec'),
      exit: 70,
    }));
});

describe('a desk that is started by an older Node', () => {
  it('says what to run', () => {
    const folder = mkdtempSync(join(tmpdir(), 'amends-old-node-'));
    const main = join(folder, 'main.mjs');
    const source = readFileSync('apps/desk/src/main.ts', 'utf8');
    const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
    writeFileSync(main, ts.transpile(source, options));
    const older = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.11.0'})`;
    const { status, stderr } = spawnSync(process.execPath, ['--import', older, main]);
    rmSync(folder, { recursive: true });
    expect(String(stderr)).toMatch(/^Amends needs Node 24 or newer.* Run npm start, .*\n$/);
    expect(status).toBe(78);
  });
});
