import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type EventStore, upcastAll } from '#eventing';
import type { Context } from '#platform';
import { SqliteKeyReader, SqliteLogReader } from '#sqlite';
import { EventDecryptor, type KeyReader, tombstonesIn } from '#vault';

import { type LogConfig, masterKeysFor, tombstoneFileOf, upcastersIn } from './open-log.js';

/** The decrypted log of a data directory, in today's schemas. */
export interface LogReader extends Pick<EventStore, 'read'> {
  close(): void;
}

type Closable = KeyReader & { close(): void };

const noKeys: Closable = { erasures: 0, keysBy: async () => new Map(), close: () => undefined };

const keysOf = (config: LogConfig): Closable => {
  const file = join(config.data, 'vault.db');
  if (!existsSync(file)) return noKeys;
  const tombstones = tombstonesIn(tombstoneFileOf(config));
  return SqliteKeyReader.open(file, { masters: masterKeysFor(config), tombstones });
};

/**
 * Opens a log to be read while another process may own its directory. Nothing is written to any
 * file. Throws `UnknownForm` for a log in another form, `TypeError` when there is no master key.
 */
export const openLogForReading = (config: LogConfig, contexts: readonly Context[]): LogReader => {
  const upcasters = upcastersIn(contexts);
  const log = SqliteLogReader.open(join(config.data, 'log.db'));
  const keys = keysOf(config);
  const decryptor = new EventDecryptor(keys);
  return {
    read: async (stream, range) =>
      upcastAll(upcasters, await decryptor.decrypt(await log.read(stream, range))),
    close: () => {
      log.close();
      keys.close();
    },
  };
};
