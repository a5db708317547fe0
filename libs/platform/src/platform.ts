import type { Provider } from '@nestjs/common';
import type { Blobs } from '#blobs';
import type {
  CrossTenantReader,
  EventStore,
  Resumption,
  Rulebook,
  Rules,
  ViewProgress,
} from '#eventing';
import type { IdempotencyKeys } from '#idempotency';

import type { Context } from './contexts/context.js';
import type { ApiKeys } from './identity/api-keys.port.js';
import type { Identity } from './identity/identity.js';
import type { HealthCheck } from './operations/health.js';
import type { Log } from './operations/log.js';
import type { PlatformConfig } from './operations/platform-config.js';
import type { PageCache } from './reads/page-cache.js';

/** What an app gives to the platform: its configuration, its adapters, its contexts. */
export interface Platform {
  readonly config: PlatformConfig;
  readonly identity: Identity;
  readonly apiKeys: ApiKeys;
  readonly store: EventStore;
  readonly views: CrossTenantReader;
  readonly progress: ViewProgress;
  readonly idempotencyKeys: IdempotencyKeys;
  /** Of the parts that are not contexts: the log, the views, the vault. */
  readonly rulebooks: readonly Rulebook<Rules>[];
  readonly contexts: readonly Context[];
  /** The adapters of the contexts' own ports. */
  readonly adapters: readonly Provider[];
  readonly checks: readonly HealthCheck[];
  /** Where the log went on after it was restored; nothing where it never was. */
  readonly resumptions?: readonly Resumption[];
  readonly log: Log;
  /** Of the application, for its OpenAPI document. */
  readonly version?: string;
  readonly blobs: Blobs;
  readonly pageCache: PageCache;
  /** Signs cursors; see `storedSecret`. */
  readonly secret: Uint8Array;
}

/** The contexts of the app, for code that asks each of them. */
export const CONTEXTS = Symbol('contexts');

/** Survives restarts. Every key derived from it serves one purpose. */
export const SECRET = Symbol('secret');

/** Every rulebook of the app. */
export const rulebooksOf = ({ rulebooks, contexts }: Pick<Platform, 'rulebooks' | 'contexts'>) => [
  ...rulebooks,
  ...contexts.flatMap((context) => context.rulebooks),
];
