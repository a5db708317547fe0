import { describe, expect, it } from '@jest/globals';
import { SqliteEventStore, verifyLog } from '#sqlite';

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accountFor, expectNoDoubles, readJournal } from './account.js';
import { temporaryFolder } from '../support/folder.js';
import { packaged } from '../support/packaged.js';
import { canInject, run, skippedLoudly } from './injected.js';

const root = temporaryFolder('io');
const compiled = join(packaged(), 'dist');

if (!canInject)
  skippedLoudly('errors of system calls', 'there is no strace here, or it may not trace');

/** Writes until three hundred appends were kept, by sixteen writers under strace; answers with how they ended. */
const writeUnder = (name: string, inject: readonly string[]) =>
  run('strace', [
    '-f',
    '-qq',
    '-o',
    join(root, `${name}.trace`),
    ...inject.flatMap((each) => ['-e', each]),
    process.execPath,
    'tests/chaos/writers.mjs',
    compiled,
    join(root, `${name}.db`),
    join(root, `${name}.journal`),
    '300',
  ]);

const FLUSH = 'trace=openat,fsync,fdatasync';
const WRITE = 'trace=openat,pwrite64';

/** What fails, from which call of the writing thread on, and how the program ends. */
const faults = [
  ['a flush', [FLUSH, 'inject=fsync,fdatasync:error=EIO:when=20'], 0],
  ['one flush in ten', [FLUSH, 'inject=fsync,fdatasync:error=EIO:when=20+10'], 0],
  ['a write', [WRITE, 'inject=pwrite64:error=EIO:when=90'], 0],
  ['one write in a hundred', [WRITE, 'inject=pwrite64:error=EIO:when=90+100'], 0],
  ['a write for want of space', [WRITE, 'inject=pwrite64:error=ENOSPC:when=90..120'], 0],
  ['the process at a flush', [FLUSH, 'inject=fsync,fdatasync:signal=KILL:when=20'], 'SIGKILL'],
  ['the process at a write', [WRITE, 'inject=pwrite64:signal=KILL:when=90'], 'SIGKILL'],
] as const;

/** Whether the log was opened again after the last call that was made to fail. */
const wasReopened = (name: string): boolean => {
  const calls = readFileSync(join(root, `${name}.trace`), 'utf8').split('\n');
  const failed = calls.findLastIndex((call) => call.includes('(INJECTED)'));
  const log = `"${join(root, name)}.db", O_RDWR`;
  return calls.slice(failed).some((call) => call.includes(log));
};

(canInject ? describe : describe.skip)('a store whose system calls fail', () => {
  it.each(faults)(
    'acknowledges nothing that it does not have, and goes on: %s fails',
    async (name, inject, end) => {
      const ended = await writeUnder(name, inject);
      const asks = readJournal(join(root, `${name}.journal`));
      const log = join(root, `${name}.db`);
      const store = SqliteEventStore.open(log);
      const account = await accountFor(store, asks);
      await expectNoDoubles(store);
      await store.close();

      expect(ended).toBe(end);
      expect(account.unknown).toBeGreaterThan(0);
      expect((await verifyLog(log)).damage).toEqual([]);
      // A program that was not killed ends by itself only after so many were kept.
      expect(account.acknowledged).toBeGreaterThanOrEqual(end === 0 ? 300 : 10);
    },
    60_000,
  );

  it.each([
    ['a flush', true],
    ['a write', true],
    ['a write for want of space', false],
  ])(
    'trusts nothing that it remembers after %s failed, unless there was no room',
    (name, again) => {
      expect(wasReopened(name)).toBe(again);
    },
  );

  it('flushes at least once for each append of a lone writer', async () => {
    const trace = join(root, 'lone.trace');
    const program = `
      const { SqliteEventStore } = await import('${compiled}/libs/sqlite/src/event-store/sqlite-event-store.js');
      const store = SqliteEventStore.open('${root}/lone.db');
      const meta = { tenant: 'acme', actor: { kind: 'agent', id: 'bo' }, at: '2026-01-05T09:00:00.000Z', correlation: 'c', causation: 'c' };
      for (let version = 0; version < 200; version++)
        await store.append('note-acme-1', version, [{ id: String(version), type: 'Noted', schema: 1, data: {}, meta }]);
      await store.close();`;
    const strace = ['-f', '-qq', '-o', trace, '-e', FLUSH, process.execPath];
    expect(await run('strace', [...strace, '--input-type=module', '-e', program])).toBe(0);

    const flushes = readFileSync(trace, 'utf8').match(/f(data)?sync\(/g) ?? [];
    expect(flushes.length).toBeGreaterThanOrEqual(200);
  }, 60_000);
});
