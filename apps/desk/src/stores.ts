import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type AnyView, Projector } from '#eventing';
import { FolderBlobs, keptSecret, type Log } from '#platform';
import { lockDirectory, SqliteEventStore, SqliteIdempotencyKeys, SqliteViewStore } from '#sqlite';

/** What lies in a data directory, open. */
export interface Stores {
  readonly events: SqliteEventStore;
  readonly views: SqliteViewStore;
  readonly keys: SqliteIdempotencyKeys;
  readonly blobs: FolderBlobs;
  readonly secret: Uint8Array;
  readonly projector: Projector;
  /** What was accepted is written first. */
  close(): Promise<void>;
}

/**
 * Makes this process the owner of a data directory, opens what lies in it, and brings the views as
 * far as the log. Throws `DirectoryInUse` when another process owns it.
 */
export const openStores = async (
  folder: string,
  views: readonly AnyView[],
  log: Log,
): Promise<Stores> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = lockDirectory(folder);
  const onFault = (error: unknown) => log.bug(error);
  const events = SqliteEventStore.open(join(folder, 'log.db'), { onFault });
  const rows = SqliteViewStore.open(join(folder, 'views.db'), views);
  const keys = SqliteIdempotencyKeys.open(join(folder, 'keys.db'));
  const projector = new Projector(events, rows, { onFault });
  const close = async () => {
    await projector.stop();
    await events.close();
    await Promise.all([rows.close(), keys.close()]);
    lock.release();
  };
  try {
    const blobs = await FolderBlobs.open(join(folder, 'blobs'));
    const secret = await keptSecret(folder, 'cursor.key');
    await projector.start();
    return { events, views: rows, keys, blobs, secret, projector, close };
  } catch (error) {
    await close();
    throw error;
  }
};
