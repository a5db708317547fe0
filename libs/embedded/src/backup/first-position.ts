import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** So many positions belong to each restore: more than any desk appends after a backup. */
const ROOM = 1_000_000_000;
const TEN_MINUTES = 600_000;
const BEGINNING = Date.parse('2026-01-01T00:00:00Z');

/**
 * The position at which a restored log goes on: beyond all that were given out before, known here or
 * lost with a disk, and another one for every restore, also of the same backup.
 */
export const firstAfterRestore = (highest: number, now: number): number => {
  const byClock = Math.ceil((now - BEGINNING) / TEN_MINUTES);
  const byLog = Math.floor(highest / ROOM) + 1;
  return Math.max(byClock, byLog) * ROOM;
};

/** The position of the last event in a file; 0 where there is none, or none that can be read. */
export const headOf = (file: string): number => {
  if (!existsSync(file)) return 0;
  try {
    const database = new DatabaseSync(file, { readOnly: true });
    const row = database.prepare('select max(position) as head from events').get();
    database.close();
    return Number(row?.['head'] ?? 0);
  } catch {
    return 0;
  }
};
