import { join } from 'node:path';
import { FolderBlobs } from '#blobs';
import { type AnyView, Projector } from '#eventing';
import { keptSecret, type Log, RememberedPages } from '#platform';
import { SqliteIdempotencyKeys, SqliteViewStore } from '#sqlite';
import { Erasures, type Sink, ViewSink } from '#vault';

import { AttachmentsSink } from './attachments-sink.js';
import type { DeskConfig } from './settings.js';
import { type KeptLog, openLog } from './open-log.js';

/** What lies in a data directory, open. */
export interface Stores extends KeptLog {
  readonly views: SqliteViewStore;
  readonly keys: SqliteIdempotencyKeys;
  readonly blobs: FolderBlobs;
  readonly secret: Uint8Array;
  readonly projector: Projector;
  readonly pages: RememberedPages;
  /** Forgets persons, here and in all that was made of the log. */
  readonly erasures: Erasures;
}

/** Swept last: what was made of the views before they were swept. */
const pagesSink = (pages: RememberedPages, projector: Projector): Sink => ({
  name: 'pages',
  erase: async () => {
    pages.forget();
    return { position: projector.position };
  },
});

const openBeside = async (
  log: KeptLog,
  folder: string,
  declared: readonly AnyView[],
  onFault: (error: unknown) => void,
): Promise<Stores> => {
  const { stored, events, vault } = log;
  const blobs = await FolderBlobs.open(join(folder, 'blobs'));
  const secret = await keptSecret(folder, 'cursor.key');
  const views = SqliteViewStore.open(join(folder, 'views.db'), declared);
  const keys = SqliteIdempotencyKeys.open(join(folder, 'keys.db'));
  const projector = new Projector(events, views, { onFault });
  const viewSink = new ViewSink({ log: stored, store: events, views, declared });
  const pages = new RememberedPages(projector);
  const sinks = [viewSink, new AttachmentsSink({ views, blobs }), pagesSink(pages, projector)];
  const erasures = new Erasures({ log: stored, vault, sinks, onFault });
  const close = async () => {
    await erasures.stop();
    await projector.stop();
    await Promise.all([views.close(), keys.close()]);
    await log.close();
  };
  return { ...log, views, keys, blobs, secret, projector, pages, erasures, close };
};

/**
 * Makes this process the owner of a data directory, opens what lies in it, and brings the views as
 * far as the log. Whoever the log says to forget is forgotten before anything is read in plain.
 * Throws `DirectoryInUse` when another process owns the directory.
 */
export const openStores = async (
  config: Parameters<typeof openLog>[0] & Pick<DeskConfig, 'data'>,
  declared: readonly AnyView[],
  log: Log,
): Promise<Stores> => {
  const onFault = (error: unknown) => log.bug(error);
  const kept = openLog(config, onFault);
  const stores = await openBeside(kept, config.data, declared, onFault).catch(async (error) => {
    await kept.close();
    throw error;
  });
  try {
    await stores.erasures.heed();
    await stores.projector.start();
    await stores.erasures.follow();
    return stores;
  } catch (error) {
    await stores.close();
    throw error;
  }
};
