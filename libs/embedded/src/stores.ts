import { join } from 'node:path';
import { FolderBlobs } from '#blobs';
import {
  type AnyView,
  type Clock,
  Projector,
  systemClock,
  type ViewProgress,
  type ViewStore,
} from '#eventing';
import { type Context, type Log, PageCache, storedSecret } from '#platform';
import { SqliteIdempotencyKeys, SqliteViewStore } from '#sqlite';
import { Erasures, type ErasureTarget, ViewErasureTarget } from '#vault';

import type { DeskConfig } from './settings.js';
import { type OpenedLedger, openLedger } from './ledger.js';
import { type OpenedLog, openLog } from './open-log.js';

/** The log, and the ledger that follows it. */
type LoggedStores = OpenedLog & Pick<OpenedLedger, 'ledger'>;

/** The open stores of a data directory. */
export interface Stores extends LoggedStores {
  readonly views: ViewStore;
  readonly keys: SqliteIdempotencyKeys;
  readonly blobs: FolderBlobs;
  readonly secret: Uint8Array;
  readonly projector: Projector;
  readonly progress: ViewProgress;
  readonly pageCache: PageCache;
  /** Erases persons, in the log and in everything derived from it. */
  readonly erasures: Erasures;
}

/** Erased last: what was derived from the views before they were erased. */
const pagesErasureTarget = (pageCache: PageCache, progress: ViewProgress): ErasureTarget => ({
  name: 'pages',
  erase: async () => {
    pageCache.forget();
    return { position: progress.position };
  },
});

/** Everything that is stored in the file of views. */
export const viewsOf = (contexts: readonly Context[]): readonly AnyView[] =>
  contexts.flatMap(({ views, policies }) => [...views, ...policies]);

interface Surroundings {
  readonly onFault: (error: unknown) => void;
  readonly clock: Clock;
}

const openBeside = async (
  log: LoggedStores,
  folder: string,
  contexts: readonly Context[],
  { onFault, clock }: Surroundings,
): Promise<Stores> => {
  const declared = viewsOf(contexts);
  const { stored, events, plain, vault } = log;
  const blobs = await FolderBlobs.open(join(folder, 'blobs'));
  const secret = await storedSecret(folder, 'cursor.key');
  const views = SqliteViewStore.open(join(folder, 'views.db'), declared);
  const keys = SqliteIdempotencyKeys.open(join(folder, 'keys.db'));
  const projector = new Projector(events, views.writer, { onFault });
  const viewSink = new ViewErasureTarget({ log: stored, store: plain, views, declared });
  const pageCache = new PageCache(projector);
  const sinks = [
    viewSink,
    ...contexts.flatMap((context) => context.sinks({ views: views.reader, blobs })),
    pagesErasureTarget(pageCache, projector),
  ];
  const erasures = new Erasures({ log: stored, vault, targets: sinks, clock, onFault });
  const close = async () => {
    await erasures.stop();
    await projector.stop();
    await Promise.all([views.close(), keys.close()]);
    await log.close();
  };
  const progress = projector;
  return { ...log, views, keys, blobs, secret, projector, progress, pageCache, erasures, close };
};

const openLedgered = async (
  config: DeskConfig,
  contexts: readonly Context[],
  log: Log,
  surroundings: Surroundings,
): Promise<LoggedStores> => {
  // What customers do comes from themselves here, signed in: they may come back.
  const kept = openLog(config, contexts, { ...surroundings, customersReturn: true });
  try {
    const { ledger, close: closeLedger } = await openLedger(config, kept.stored, log);
    const close = async () => {
      await closeLedger();
      await kept.close();
    };
    return { ...kept, ledger, close };
  } catch (error) {
    await kept.close();
    throw error;
  }
};

/**
 * Makes this process the owner of a data directory, opens its stores, and brings the views up to
 * date with the log. Persons whose erasure the log contains are erased before anything is
 * decrypted. Throws `DirectoryInUse` when another process owns the directory, and
 * `RolledBack` when the log is older than what was published of it.
 */
export const openStores = async (
  config: DeskConfig,
  contexts: readonly Context[],
  log: Log,
  clock: Clock = systemClock,
): Promise<Stores> => {
  const surroundings = { onFault: (error: unknown) => log.fault(error), clock };
  const kept = await openLedgered(config, contexts, log, surroundings);
  const stores = await openBeside(kept, config.data, contexts, surroundings).catch(
    async (error) => {
      await kept.close();
      throw error;
    },
  );
  try {
    await stores.erasures.applyLoggedErasures();
    await stores.projector.start();
    await stores.erasures.follow();
    return stores;
  } catch (error) {
    await stores.close();
    throw error;
  }
};
