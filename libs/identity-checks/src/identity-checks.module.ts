import { createHmac } from 'node:crypto';
import { type DynamicModule, Module } from '@nestjs/common';
import { EventStore, type Sentence, Commands } from '#eventing';
import type { NotificationSender } from '#notifications';
import { Log } from '#platform';
import { ClaimAssurance, KnownRecord } from '#records';

import { changeDecider } from './change/change.decider.js';
import { type ChangeSettings, defaultChanges } from './change/change.settings.js';
import { AssuranceAssessor } from './assurance/assurance.handler.js';
import { IdentityCheckController } from './check/identity-check.controller.js';
import { checkDecider } from './check/check.decider.js';
import { CHECKING } from './check/check.tokens.js';
import { type CheckSettings, defaultChecks } from './check/check.settings.js';
import { IdentityChecks } from './check/identity-checks.handler.js';

import { ChangeNotifications } from './change/change-notifications.handler.js';

/** What identity checks ask of an app. */
export interface CheckOptions {
  readonly notificationSender: NotificationSender;
  /** Kept over restarts: pauses and codes are known by digests that it keys. */
  readonly secret: Uint8Array;
  readonly labelOf: (field: string) => Sentence;
  readonly checks?: CheckSettings;
  readonly changes?: ChangeSettings;
}

@Module({})
export class IdentityChecksModule {}

interface Given {
  readonly store: EventStore;
  readonly commands: Commands;
  readonly known: KnownRecord;
  readonly log: Log;
}

const partsOf = (options: CheckOptions, given: Given) => {
  const { checks: settings = defaultChecks, changes = defaultChanges } = options;
  const { notificationSender, labelOf } = options;
  const secret = createHmac('sha256', options.secret).update('identity checks').digest();
  const deciders = { checks: checkDecider(settings), changes: changeDecider(changes) };
  const { routes } = changes;
  const common = { ...given, notificationSender, secret, settings, routes, labelOf };
  return { ...common, ...deciders };
};

type CheckDependencies = ReturnType<typeof partsOf>;

/** Identity checks over HTTP, and what decides how sure we are of who speaks. */
export const identityChecksModule = (options: CheckOptions): DynamicModule => ({
  module: IdentityChecksModule,
  global: true,
  providers: [
    {
      provide: CHECKING,
      inject: [EventStore, Commands, KnownRecord, Log],
      useFactory: (store: EventStore, commands: Commands, known: KnownRecord, log: Log) =>
        partsOf(options, { store, commands, known, log }),
    },
    {
      provide: IdentityChecks,
      inject: [CHECKING],
      useFactory: (parts: CheckDependencies) => new IdentityChecks(parts),
    },
    {
      provide: ChangeNotifications,
      inject: [CHECKING],
      useFactory: (parts: CheckDependencies) => new ChangeNotifications(parts),
    },
    {
      provide: ClaimAssurance,
      inject: [IdentityChecks],
      useFactory: (identityChecks: IdentityChecks) =>
        new AssuranceAssessor(identityChecks, options.changes),
    },
  ],
  controllers: [IdentityCheckController],
  exports: [IdentityChecks, ChangeNotifications, ClaimAssurance],
});
