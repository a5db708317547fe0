import { type ChildProcess } from 'node:child_process';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';

const headOf = (log: string) => {
  try {
    const database = new DatabaseSync(log, { readOnly: true });
    try {
      return Number(database.prepare('select max(position) as head from events').get()?.head ?? 0);
    } finally {
      database.close();
    }
  } catch {
    return 0; // not created yet
  }
};

/** Waits until a log that another process writes has so many events, or its writer has ended. */
export const growth = async (log: string, events: number, writer: ChildProcess): Promise<void> => {
  while (writer.exitCode === null && headOf(log) < events) await pause(20);
};
