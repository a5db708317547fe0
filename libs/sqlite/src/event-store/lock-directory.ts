import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { faultKindOf } from './fault.js';

export interface DirectoryLock {
  release(): void;
}

/** Another process has the data directory. Its message is a sentence for people. */
export class DirectoryInUse extends Error {
  override readonly name = 'DirectoryInUse';
}

const ownerOf = (note: string): string => {
  try {
    return `process ${readFileSync(note, 'utf8').trim()}`;
  } catch {
    return 'another process';
  }
};

const hold = (lock: DatabaseSync, directory: string, note: string) => {
  try {
    lock.exec('pragma locking_mode = exclusive; begin exclusive');
    writeFileSync(note, String(process.pid));
  } catch (error) {
    lock.close();
    if (faultKindOf(error) !== 'busy') throw error;
    throw new DirectoryInUse(`The data directory ${directory} is in use by ${ownerOf(note)}.`);
  }
};

/**
 * Makes this process the only owner of a data directory, until it releases it or ends, however it
 * ends: the lock is the operating system's on a file, so none is ever left behind by a process that
 * was killed. Throws `DirectoryInUse` when there is an owner already.
 */
export const lockDirectory = (directory: string): DirectoryLock => {
  mkdirSync(directory, { recursive: true });
  const lock = new DatabaseSync(join(directory, 'lock'), { timeout: 0 });
  hold(lock, directory, join(directory, 'lock.owner'));
  return { release: () => lock.isOpen && lock.close() };
};
