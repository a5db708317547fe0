import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { StoredApiKeys } from '#access';
import { AuditedLog } from '#audit';
import { Rebuilds, Rotations, vaultModule, viewsModule } from '#administration';
import {
  contextsOf,
  type DeskConfig,
  eraserOf,
  masterKeysFor,
  openStores,
  type Stores,
  viewsOf,
} from '#embedded';
import {
  type Clock,
  CommandDispatcher,
  EmbeddedLeases,
  PolicyProcessor,
  personRules,
  streamRules,
  systemClock,
  viewRules,
} from '#eventing';
import { Ledger } from '#ledger';
import { notificationSenderOf } from '#notification-senders';
import { NotificationSender } from '#notifications';
import {
  type Context,
  developmentTokens,
  type DevelopmentTokens,
  httpApp,
  identityOf,
  Log,
  Metrics,
  type Platform,
  version,
  viewsFollow,
  viewsSound,
} from '#platform';
import { Eraser } from '#records';

import { openWarning } from './greeting.js';

/** A whole service desk in one process. */
export interface Desk {
  readonly app: NestFastifyApplication;
  readonly stores: Stores;
  readonly platform: Platform;
  /** Only while the development issuer is enabled. */
  readonly tokens?: DevelopmentTokens;
  /** Lets accepted requests finish, then closes everything. */
  close(): Promise<void>;
}

const storeHealth = ({ stored }: Stores) => ({
  name: 'store',
  check: () => {
    const health = stored.health();
    return { ok: health.fault === undefined, ...health };
  },
});

const auditedLogOf = ({ stored, plain }: Stores): AuditedLog => ({
  stream: (stream) => stored.read(stream),
  hidden: async (stream) => plain.hide(await stored.read(stream)),
  at: async (position) => (await stored.readAll({ after: position - 1, limit: 1 }))[0],
  disclosures: (event) => plain.disclosures(event),
});

/** The adapters of the ports that contexts need from an app. */
const adaptersOf = (config: DeskConfig, stores: Stores, clock: Clock) => {
  const production = config.environment === 'production';
  const { notificationSender: url, data } = config;
  return [
    { provide: Ledger, useValue: stores.ledger },
    { provide: AuditedLog, useValue: auditedLogOf(stores) },
    { provide: Eraser, useValue: eraserOf(stores, clock) },
    { provide: NotificationSender, useValue: notificationSenderOf({ url, production, data }) },
  ];
};

interface Surroundings {
  readonly log: Log;
  /** Tells when things are due. */
  readonly clock: Clock;
}

interface AppParts extends Surroundings {
  readonly contexts: readonly Context[];
}

const rulebooks = [streamRules, viewRules, personRules];

const platformOf = async (
  config: DeskConfig,
  stores: Stores,
  { log, clock, contexts }: AppParts,
): Promise<Platform> => {
  const { events: store, progress, keys: idempotencyKeys } = stores;
  const identity = await identityOf(config);
  const views = stores.views.reader;
  const apiKeys = new StoredApiKeys(views, progress);
  const resumptions = stores.stored.resumptions();
  const checks = [
    storeHealth(stores),
    viewsFollow(store, progress, resumptions),
    viewsSound(views),
  ];
  const { blobs, pageCache, secret } = stores;
  const parts = { store, views, progress, idempotencyKeys, blobs, pageCache, secret, version };
  const adapters = adaptersOf(config, stores, clock);
  const wired = { config, identity, apiKeys, rulebooks, contexts, adapters, checks, log };
  return { ...parts, ...wired, resumptions };
};

/** Sends commands that are due in the same way as every other command. */
const policyProcessorOf = (
  { views, progress }: Stores,
  { log, clock, contexts }: AppParts,
  { dispatch: ask }: CommandDispatcher,
) =>
  new PolicyProcessor({
    policies: contexts.flatMap(({ policies }) => policies),
    views: views.reader,
    progress,
    leases: new EmbeddedLeases(),
    clock,
    ask,
    onFault: (error, task, policy) =>
      log.warn('a task was not done', { err: error, policy, task: task?.commandId }),
  });

/** How far the ledger is behind the log, for those who watch. */
const measureLedger = (metrics: Metrics, { ledger }: Stores): void => {
  const what = 'The position of the last event that a checkpoint covers.';
  metrics.gauge('amends_ledger_position', what, () => ledger.store.position());
};

const assemble = async (
  config: DeskConfig,
  stores: Stores,
  surroundings: AppParts,
): Promise<Desk> => {
  const { log, contexts } = surroundings;
  const platform = await platformOf(config, stores, surroundings);
  const rebuilds = new Rebuilds(stores, viewsOf(contexts), log);
  const rotations = new Rotations(stores.vault, () => masterKeysFor(config), log);
  const app = await httpApp(platform, [viewsModule(rebuilds), vaultModule(rotations)]);
  await app.init();
  measureLedger(app.get(Metrics), stores);
  const processor = policyProcessorOf(stores, surroundings, app.get(CommandDispatcher));
  const { development } = platform.identity;
  const tokens = development && (await developmentTokens(development, config.data, config.tenants));
  const warning = development && openWarning(config);
  if (warning) log.warn(warning);
  rebuilds.resume();
  await rotations.resume();
  processor.start();
  const close = async () => {
    await app.close();
    await Promise.all([processor.stop(), rebuilds.stop(), rotations.stop()]);
    await stores.close();
  };
  return { app, stores, platform, ...(tokens && { tokens }), close };
};

/** Opens the desk of a data directory. It answers requests once its app listens. */
export const openDesk = async (
  config: DeskConfig,
  { log = new Log(config.logLevel), clock = systemClock }: Partial<Surroundings> = {},
): Promise<Desk> => {
  const contexts = contextsOf(config);
  const stores = await openStores(config, contexts, log, clock);
  try {
    return await assemble(config, stores, { log, clock, contexts });
  } catch (error) {
    await stores.close();
    throw error;
  }
};
