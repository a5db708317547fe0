import { createHmac } from 'node:crypto';
import { type DynamicModule, Module } from '@nestjs/common';
import { EventStore, type Sentence } from '#eventing';
import { Commands, Log } from '#platform';
import { changeDecider } from '../change/change.decider.js';
import { type ChangeSettings, defaultChanges } from '../change/change.settings.js';
import { Assuring } from './assuring.controller.js';
import { CheckController } from './check.controller.js';
import { checkDecider } from './check.decider.js';
import { CHECKING } from './check.port.js';
import { type CheckSettings, defaultChecks } from './check.settings.js';
import { Checks } from './checks.controller.js';
import type { KnownRecord } from './known-record.port.js';
import { Letters } from './letters.controller.js';
import type { Messenger } from './messenger.port.js';

/** What identity checks ask of an app. */
export interface CheckOptions {
  readonly known: KnownRecord;
  readonly messenger: Messenger;
  /** Kept over restarts: pauses and codes are known by digests that it keys. */
  readonly secret: Uint8Array;
  readonly labelOf: (field: string) => Sentence;
  readonly checks?: CheckSettings;
  readonly changes?: ChangeSettings;
}

@Module({})
export class ChecksModule {}

const partsOf = (options: CheckOptions, store: EventStore, commands: Commands, log: Log) => {
  const { checks: settings = defaultChecks, changes = defaultChanges } = options;
  const { known, messenger, labelOf } = options;
  const secret = createHmac('sha256', options.secret).update('identity checks').digest();
  const deciders = { checks: checkDecider(settings), changes: changeDecider(changes) };
  const { routes } = changes;
  const common = { store, commands, known, messenger, log, secret, settings, routes, labelOf };
  return { ...common, ...deciders };
};

type Parts = ReturnType<typeof partsOf>;

/** Identity checks over HTTP, and what decides how sure we are of who speaks. */
export const checksModule = (options: CheckOptions): DynamicModule => ({
  module: ChecksModule,
  providers: [
    {
      provide: CHECKING,
      inject: [EventStore, Commands, Log],
      useFactory: (store: EventStore, commands: Commands, log: Log) =>
        partsOf(options, store, commands, log),
    },
    { provide: Checks, inject: [CHECKING], useFactory: (parts: Parts) => new Checks(parts) },
    { provide: Letters, inject: [CHECKING], useFactory: (parts: Parts) => new Letters(parts) },
    {
      provide: Assuring,
      inject: [Checks],
      useFactory: (checks: Checks) => new Assuring(checks, options.changes),
    },
  ],
  controllers: [CheckController],
  exports: [Checks, Letters, Assuring],
});
