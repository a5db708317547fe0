import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Provider } from '@nestjs/common';
import { MemoryBlobs } from '#blobs';
import {
  MemoryEventStore,
  MemoryViewStore,
  Projector,
  type AnyView,
  type Rulebook,
  type Rules,
  type ViewStore,
} from '#eventing';
import { sparse } from '#eventing/testing';
import { MemoryIdempotencyKeys } from '#idempotency';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';

import type { Context } from '../contexts/context.js';
import { httpApp, type ServedPart } from '../http-app.js';

import { NoApiKeys } from '../identity/api-keys.port.js';
import type { DevelopmentIssuer } from '../identity/development-issuer.js';
import { identityOf } from '../identity/identity.js';
import { Log } from '../operations/log.js';
import { platformSettings, type PlatformConfig } from '../operations/platform-config.js';
import { readConfig } from '../operations/settings.js';
import type { Platform } from '../platform.js';
import { PageCache } from '../reads/page-cache.js';
import type { Role } from '../routes/route.js';

/** A platform on memory adapters, for specs of controllers. */
export interface TestHttpApp {
  readonly app: NestFastifyApplication;
  readonly platform: Platform;
  readonly issuer: DevelopmentIssuer;
  readonly views: ViewStore;
  /** The value of an Authorization field. */
  bearer(role: Role, sub?: string, tenant?: string): Promise<string>;
  close(): Promise<void>;
}

export interface TestOptions {
  readonly contexts?: readonly Context[];
  /** The adapters of the contexts' own ports. */
  readonly adapters?: readonly Provider[];
  /** Parts that serve routes besides the contexts. */
  readonly parts?: readonly ServedPart[];
  readonly views?: readonly AnyView[];
  readonly rulebooks?: readonly Rulebook<Rules>[];
  readonly env?: Readonly<Record<string, string>>;
  readonly platform?: (platform: Platform) => Partial<Platform>;
}

const viewsIn = ({ contexts = [], views = [] }: TestOptions): readonly AnyView[] => [
  ...contexts.flatMap((context) => [...context.views, ...context.policies]),
  ...views,
];

interface MemoryStores {
  readonly store: MemoryEventStore;
  readonly views: ViewStore;
  readonly projector: Projector;
}

const memoryStores = async (declared: readonly AnyView[]): Promise<MemoryStores> => {
  const store = new MemoryEventStore({ stride: sparse });
  const views = new MemoryViewStore(declared);
  const projector = new Projector(store, views.writer);
  await projector.start();
  return { store, views, projector };
};

const platformOn = async (
  config: PlatformConfig,
  options: TestOptions,
  { store, views, projector }: MemoryStores,
): Promise<Platform> => {
  const platform: Platform = {
    config,
    store,
    views: views.reader,
    progress: projector,
    identity: await identityOf(config),
    apiKeys: new NoApiKeys(),
    idempotencyKeys: new MemoryIdempotencyKeys(),
    rulebooks: options.rulebooks ?? [],
    contexts: options.contexts ?? [],
    adapters: options.adapters ?? [],
    checks: [],
    log: new Log(config.logLevel, process.stderr),
    blobs: new MemoryBlobs(),
    pageCache: new PageCache(projector),
    secret: Buffer.from('a secret of exactly 32 characters'),
  };
  return { ...platform, ...options.platform?.(platform) };
};

/** An app on memory adapters that answers `app.inject(…)` and can also listen. */
export const testHttpApp = async (options: TestOptions = {}): Promise<TestHttpApp> => {
  const folder = await mkdtemp(join(tmpdir(), 'amends-edge-'));
  const config = readConfig(platformSettings, {
    AMENDS_DATA: folder,
    AMENDS_LOG_LEVEL: 'silent',
    ...options.env,
  });
  const stores = await memoryStores(viewsIn(options));
  const platform = await platformOn(config, options, stores);
  const app = await httpApp(platform, options.parts);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const issuer = platform.identity.development!;
  return {
    app,
    platform,
    issuer,
    views: stores.views,
    bearer: async (role, sub = role, tenant = 'demo') =>
      `Bearer ${await issuer.mint({ tenant, role, sub })}`,
    close: async () => {
      await app.close();
      await stores.projector.stop();
      await platform.store.close();
      await rm(folder, { recursive: true });
    },
  };
};
