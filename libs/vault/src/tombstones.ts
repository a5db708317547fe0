import { canonical } from '#eventing';

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
 * The second place of the tombstones, away from the keys: whoever brings back an old file of keys
 * still finds here who was forgotten since.
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

const parsed = (file: string, line: string, index: number): Tombstone => {
  try {
    const tombstone = JSON.parse(line) as Tombstone;
    if (typeof tombstone.person === 'string' && typeof tombstone.at === 'string') return tombstone;
  } catch {
    // Told below, as anything else that is no tombstone.
  }
  throw new Error(`${file}, line ${index + 1}, is not a tombstone.`);
};

/** A file with one tombstone a line, only ever appended to. */
export class TombstoneFile implements Tombstones {
  constructor(private readonly file: string) {
    const isNew = !existsSync(file);
    this.#write((descriptor) => ftruncateSync(descriptor, this.#whole().length));
    if (isNew) flushFolder(file);
  }

  all(): readonly Tombstone[] {
    const lines = this.#whole().toString('utf8').split('\n').slice(0, -1);
    return lines.map((line, index) => parsed(this.file, line, index));
  }

  add(tombstones: readonly Tombstone[]): void {
    if (tombstones.length === 0) return;
    const lines = tombstones.map((tombstone) => `${canonical(tombstone)}\n`);
    this.#write((descriptor) => writeSync(descriptor, lines.join('')));
  }

  /** Without a line that was not finished: whoever wrote it was never answered. */
  #whole(): Buffer {
    const bytes = readFileSync(this.file);
    return bytes.subarray(0, bytes.lastIndexOf('\n') + 1);
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
