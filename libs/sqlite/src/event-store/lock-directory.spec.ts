import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DirectoryLock, lockDirectory } from './lock-directory.js';

/** What another process does that has the directory; the same two steps, and then it stays. */
const OWNER = `
  const [directory] = process.argv.slice(1);
  const { DatabaseSync } = require('node:sqlite');
  const lock = new DatabaseSync(directory + '/lock');
  lock.exec('pragma locking_mode = exclusive; begin exclusive');
  require('node:fs').writeFileSync(directory + '/lock.owner', String(process.pid));
  console.log('mine');
  setInterval(() => lock.isOpen, 1000);
`;

describe('owning a data directory', () => {
  const root = mkdtempSync(join(tmpdir(), 'amends-lock-'));
  afterAll(() => rmSync(root, { recursive: true }));
  let directory: string;
  let other: ChildProcess | undefined;
  let directories = 0;
  beforeEach(() => void (directory = join(root, `${++directories}`, 'data')));
  afterEach(() => void other?.kill('SIGKILL'));

  const otherOwner = async () => {
    lockDirectory(directory).release();
    other = spawn(process.execPath, ['-e', OWNER, directory], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await once(other.stdout!, 'data');
    return other;
  };

  it('makes the directory if there is none', () => {
    lockDirectory(directory).release();

    expect(existsSync(directory)).toBe(true);
  });

  it('is refused to a second owner, with a sentence that names the first', () => {
    const lock = lockDirectory(directory);

    expect(() => lockDirectory(directory)).toThrow(
      `The data directory ${directory} is in use by process ${process.pid}.`,
    );
    lock.release();
  });

  it('is possible again when it was released, even twice', () => {
    const lock: DirectoryLock = lockDirectory(directory);
    lock.release();
    lock.release();

    lockDirectory(directory).release();
  });

  it('is refused while another process has it', async () => {
    const { pid } = await otherOwner();

    expect(() => lockDirectory(directory)).toThrow(`in use by process ${pid}.`);
  });

  it('is possible again when the owner was killed', async () => {
    const owner = await otherOwner();
    owner.kill('SIGKILL');
    await once(owner, 'exit');

    lockDirectory(directory).release();
  });
});
