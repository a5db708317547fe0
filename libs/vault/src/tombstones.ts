import { canonical, UnknownForm } from '#eventing';

import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Tombstone } from './vault.port.js';

/**
 * The second place of the tombstones, away from the keys: anyone who brings back an old file of keys
 * still finds here which keys were destroyed since.
 */
export interface Tombstones {
  all(): readonly Tombstone[];
  /** Durable when it returns. */
  add(tombstones: readonly Tombstone[]): void;
}

const flushFolder = (file: string) => {
  const descriptor = openSync(dirname(file), 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

/** The first line says what the file is, and in which form. */
const HEADER = `${canonical({ form: 1, is: 'tombstones of Amends' })}\n`;

const parsed = (file: string, line: string, index: number): Tombstone => {
  try {
    const tombstone = JSON.parse(line) as Tombstone;
    const { person, key, at } = tombstone;
    if ([person, key, at].every((member) => typeof member === 'string')) return tombstone;
  } catch {
    // Told below, as anything else that is no tombstone.
  }
  throw new Error(`${file}, line ${index + 2}, is not a tombstone.`);
};

/** Without a line that was not finished: the one who wrote it was never answered. */
const wholeLinesOf = (file: string): Buffer => {
  const bytes = readFileSync(file);
  return bytes.subarray(0, bytes.lastIndexOf('\n') + 1);
};

/** The tombstones of a file, for those who only read it; none if there is no file. */
export const tombstonesIn = (file: string): readonly Tombstone[] => {
  if (!existsSync(file)) return [];
  const lines = wholeLinesOf(file).toString('utf8').split('\n').slice(1, -1);
  return lines.map((line, index) => parsed(file, line, index));
};

/** A file with one tombstone a line, only ever appended to. */
export class TombstoneFile implements Tombstones {
  constructor(private readonly file: string) {
    const isNew = !existsSync(file);
    this.#write((descriptor) => this.#begin(descriptor));
    if (isNew) flushFolder(file);
  }

  all(): readonly Tombstone[] {
    return tombstonesIn(this.file);
  }

  add(tombstones: readonly Tombstone[]): void {
    if (tombstones.length === 0) return;
    const lines = tombstones.map((tombstone) => `${canonical(tombstone)}\n`);
    this.#write((descriptor) => writeSync(descriptor, lines.join('')));
  }

  #begin(descriptor: number) {
    const whole = wholeLinesOf(this.file);
    ftruncateSync(descriptor, whole.length);
    if (whole.length === 0) writeSync(descriptor, HEADER);
    else if (!whole.toString('utf8').startsWith(HEADER))
      throw new UnknownForm(
        `${this.file} is not a file of tombstones in a form that this program reads (form 1). ` +
          'If it was made before the first release: move it away, and start with an empty folder.',
      );
  }

  #write(work: (descriptor: number) => void) {
    const descriptor = openSync(this.file, 'a', 0o600);
    try {
      work(descriptor);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }
}

/** The second place for specs. */
export class MemoryTombstones implements Tombstones {
  readonly #all: Tombstone[] = [];

  all(): readonly Tombstone[] {
    return [...this.#all];
  }

  add(tombstones: readonly Tombstone[]): void {
    this.#all.push(...tombstones);
  }
}
