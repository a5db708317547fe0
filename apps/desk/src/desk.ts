import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { accessModule, accessRules, StoredApiKeys } from '#access';
import {
  AgendaRunner,
  type Clock,
  type Receipt,
  streamRules,
  systemClock,
  viewRules,
} from '#eventing';
import {
  Commands,
  developmentTokens,
  type DevelopmentTokens,
  edgeApp,
  identityOf,
  Log,
  type Platform,
  viewsFollow,
  viewsSound,
} from '#platform';
import { ticketAgendas, ticketDecider, ticketRules, ticketsModule } from '#tickets';
import { type DeskConfig, ticketSettingsOf } from './desk-config.js';
import { deskViews } from './desk.views.js';
import { openStores, type Stores } from './stores.js';
import { Rebuilds } from './views/rebuilds.js';
import { viewsModule } from './views/views.module.js';

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

const storeHealth = ({ events }: Stores) => ({
  name: 'store',
  check: () => ({ ok: events.health().fault === undefined, ...events.health() }),
});

const platformOf = async (config: DeskConfig, stores: Stores, log: Log): Promise<Platform> => {
  const { events: store, views, projector, keys: idempotencyKeys, blobs, secret } = stores;
  const identity = await identityOf(config);
  const apiKeys = new StoredApiKeys(views, projector);
  const rulebooks = [streamRules, viewRules, ticketRules, accessRules];
  const checks = [storeHealth(stores), viewsFollow(store, projector), viewsSound(views)];
  const parts = { store, views, projector, idempotencyKeys, blobs, secret };
  return { ...parts, config, identity, apiKeys, rulebooks, checks, log };
};

interface Surroundings {
  readonly log: Log;
  /** When things are due. */
  readonly clock: Clock;
}

/** Asks for what is due, by the same way as every other command. */
const runnerOf = (
  { views, projector }: Stores,
  { log, clock }: Surroundings,
  ask: (id: string, command: never) => Promise<Receipt>,
) =>
  new AgendaRunner({
    agendas: ticketAgendas,
    views,
    projector,
    clock,
    ask: (_, id, command) => ask(id, command as never),
    onFault: (error, task, agenda) =>
      log.warn('a task was not done', { err: error, agenda, task: task?.commandId }),
  });

const assemble = async (
  config: DeskConfig,
  stores: Stores,
  surroundings: Surroundings,
): Promise<Desk> => {
  const platform = await platformOf(config, stores, surroundings.log);
  const tickets = ticketDecider(ticketSettingsOf(config));
  const rebuilds = new Rebuilds(stores, deskViews, surroundings.log);
  const modules = [ticketsModule(tickets), accessModule(), viewsModule(rebuilds)];
  const app = await edgeApp(platform, modules);
  await app.init();
  const commands = app.get(Commands);
  const runner = runnerOf(stores, surroundings, (id, command) =>
    commands.send(tickets, id, command),
  );
  const { development } = platform.identity;
  const tokens = development && (await developmentTokens(development, config.data, config.tenants));
  rebuilds.outdated();
  runner.start();
  const close = async () => {
    await app.close();
    await Promise.all([runner.stop(), rebuilds.stop()]);
    await stores.close();
  };
  return { app, stores, platform, ...(tokens && { tokens }), close };
};

/** Opens the desk of a data directory. It answers requests once its app listens. */
export const openDesk = async (
  config: DeskConfig,
  { log = new Log(config.logLevel), clock = systemClock }: Partial<Surroundings> = {},
): Promise<Desk> => {
  const stores = await openStores(config.data, deskViews, log);
  try {
    return await assemble(config, stores, { log, clock });
  } catch (error) {
    await stores.close();
    throw error;
  }
};
