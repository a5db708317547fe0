import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { accessModule, accessRules, StoredApiKeys } from '#access';
import { Rotations, vaultModule, Rebuilds, viewsModule } from '#administration';
import { directoryModule, directoryRules } from '#directory';
import {
  type DeskConfig,
  recordSettingsOf,
  ticketSettingsOf,
  embeddedPolicies,
  embeddedViews,
  eraserOf,
  masterKeysFor,
  openStores,
  type Stores,
} from '#embedded';
import {
  PolicyProcessor,
  type Ask,
  type Clock,
  streamRules,
  systemClock,
  viewRules,
  Commands,
} from '#eventing';
import {
  attemptsRules,
  changeDecider,
  changeRules,
  checkRules,
  identityChecksModule,
  ChangeNotifications,
} from '#identity-checks';
import {
  developmentTokens,
  type DevelopmentTokens,
  httpApp,
  identityOf,
  Log,
  type Platform,
  version,
  viewsFollow,
  viewsSound,
} from '#platform';
import { labelIn, recordDecider, recordRules, recordsModule } from '#records';
import { ticketDecider, ticketRules, ticketsModule } from '#tickets';
import { personRules } from '#vault';

import { notificationSenderOf } from './notification-senders.js';

/** A whole service desk in one process. */
export interface Desk {
  readonly app: NestFastifyApplication;
  readonly stores: Stores;
  readonly platform: Platform;
  /** Only where the development issuer is in force. */
  readonly tokens?: DevelopmentTokens;
  /** Lets what was accepted finish, then closes everything. */
  close(): Promise<void>;
}

const storeHealth = ({ stored }: Stores) => ({
  name: 'store',
  check: () => {
    const health = stored.health();
    return { ok: health.fault === undefined, ...health };
  },
});

const rulebooks = [
  streamRules,
  viewRules,
  personRules,
  ticketRules,
  accessRules,
  recordRules,
  checkRules,
  attemptsRules,
  changeRules,
  directoryRules,
];

const platformOf = async (config: DeskConfig, stores: Stores, log: Log): Promise<Platform> => {
  const { events: store, views, projector, keys: idempotencyKeys } = stores;
  const identity = await identityOf(config);
  const apiKeys = new StoredApiKeys(views, projector);
  const checks = [storeHealth(stores), viewsFollow(store, projector), viewsSound(views)];
  const { blobs, pageCache, secret } = stores;
  const parts = { store, views, projector, idempotencyKeys, blobs, pageCache, secret, version };
  return { ...parts, config, identity, apiKeys, rulebooks, checks, log };
};

interface Surroundings {
  readonly log: Log;
  /** When things are due. */
  readonly clock: Clock;
}

/** What decides, and the routes by which it is asked. */
const contextsOf = (config: DeskConfig, stores: Stores) => {
  const { events: store, views, secret } = stores;
  const tickets = ticketDecider(ticketSettingsOf(config));
  const settings = recordSettingsOf(config);
  const decider = recordDecider(settings);
  const production = config.environment === 'production';
  const notificationSender = notificationSenderOf({
    url: config.notificationSender,
    production,
    data: config.data,
  });
  const eraser = eraserOf(stores);
  const modules = [
    ticketsModule(tickets),
    recordsModule({ settings, decider, eraser, store, views }),
    identityChecksModule({ notificationSender, secret, labelOf: labelIn(settings) }),
    directoryModule(settings),
    accessModule(),
  ];
  return { tickets, records: decider, changes: changeDecider(), modules };
};

/** Asks for what is due, by the same way as every other command. */
const policyProcessorOf = ({ views, projector }: Stores, { log, clock }: Surroundings, ask: Ask) =>
  new PolicyProcessor({
    policies: embeddedPolicies,
    views,
    projector,
    clock,
    ask,
    onFault: (error, task, policy) =>
      log.warn('a task was not done', { err: error, policy, task: task?.commandId }),
  });

const assemble = async (
  config: DeskConfig,
  stores: Stores,
  surroundings: Surroundings,
): Promise<Desk> => {
  const platform = await platformOf(config, stores, surroundings.log);
  const { tickets, records, changes, modules } = contextsOf(config, stores);
  const rebuilds = new Rebuilds(stores, embeddedViews, surroundings.log);
  const rotations = new Rotations(stores.vault, () => masterKeysFor(config), surroundings.log);
  const own = [viewsModule(rebuilds), vaultModule(rotations)];
  const app = await httpApp(platform, [...modules, ...own]);
  await app.init();
  const commands = app.get(Commands);
  const changeNotifications = app.get(ChangeNotifications);
  const processor = policyProcessorOf(stores, surroundings, (aggregate, id, command) => {
    if (command.type === 'MarkOldRouteTold') return changeNotifications.carryOut(id, command);
    if (aggregate === tickets.name) return commands.send(tickets, id, command as never);
    if (aggregate === records.name) return commands.send(records, id, command as never);
    return commands.send(changes, id, command as never);
  });
  const { development } = platform.identity;
  const tokens = development && (await developmentTokens(development, config.data, config.tenants));
  rebuilds.outdated();
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
  const stores = await openStores(config, embeddedViews, log);
  try {
    return await assemble(config, stores, { log, clock });
  } catch (error) {
    await stores.close();
    throw error;
  }
};
