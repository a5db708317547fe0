import { createHmac } from 'node:crypto';
import { Module, type Provider } from '@nestjs/common';
import { Commands, EventStore } from '#eventing';
import { Notifications } from '#notifications';
import {
  aggregate,
  type Context,
  defineContext,
  Log,
  type PersonalData,
  rowsOf,
  SECRET,
} from '#platform';
import { ClaimAssurance, KnownRecord, labelIn, RECORDING, type Recording } from '#records';

import { AssuranceAssessor } from './assurance/assurance.handler.js';
import { attemptsDecider } from './attempts/attempts.decider.js';
import { ensure as attemptsRules } from './attempts/attempts.rules.js';
import { changeDecider } from './change/change.decider.js';
import { ChangeNotifications } from './change/change-notifications.handler.js';
import { changePolicies } from './change/change.policy.js';
import { ensure as changeRules } from './change/change.rules.js';
import { type ChangeSettings, defaultChanges } from './change/change.settings.js';
import { checkDecider } from './check/check.decider.js';
import { checkRoutes } from './check/check.routes.js';
import { ensure as checkRules } from './check/check.rules.js';
import { type CheckSettings, defaultChecks } from './check/check.settings.js';
import { CHANGES, CHECK_SETTINGS, CHECKING } from './check/check.tokens.js';
import { CheckConfigurationController } from './configuration/check-configuration.controller.js';
import { checkConfigurationRoutes } from './configuration/check-configuration.routes.js';
import { IdentityCheckController } from './check/identity-check.controller.js';
import { IdentityChecks } from './check/identity-checks.handler.js';

@Module({})
class IdentityChecksModule {}

/** The settings of a desk for checks and changes. */
export interface IdentityCheckSettings {
  readonly checks: CheckSettings;
  readonly changes: ChangeSettings;
}

interface Given {
  readonly store: EventStore;
  readonly commands: Commands;
  readonly known: KnownRecord;
  readonly log: Log;
  readonly notifications: Notifications;
  readonly recording: Recording;
}

const partsOf = ({ checks, changes }: IdentityCheckSettings, secret: Uint8Array, given: Given) => ({
  ...given,
  secret: createHmac('sha256', secret).update('identity checks').digest(),
  settings: checks,
  routes: changes.routes,
  labelOf: labelIn(given.recording.settings),
  checks: checkDecider(checks),
  changes: changeDecider(changes),
});

const providersOf = (settings: IdentityCheckSettings): Provider[] => [
  {
    provide: CHECKING,
    inject: [SECRET, EventStore, Commands, KnownRecord, Log, Notifications, RECORDING],
    useFactory: (
      secret: Uint8Array,
      ...[store, commands, known, log, notifications, recording]: [
        EventStore,
        Commands,
        KnownRecord,
        Log,
        Notifications,
        Recording,
      ]
    ) => partsOf(settings, secret, { store, commands, known, log, notifications, recording }),
  },
  { provide: CHANGES, useValue: settings.changes },
  { provide: CHECK_SETTINGS, useValue: settings.checks },
  IdentityChecks,
  ChangeNotifications,
  { provide: ClaimAssurance, useClass: AssuranceAssessor },
];

/** Records provide `KnownRecord`, notifications `Notifications`. */
const moduleOf = (settings: IdentityCheckSettings) => ({
  module: IdentityChecksModule,
  global: true,
  providers: providersOf(settings),
  controllers: [IdentityCheckController, CheckConfigurationController],
  exports: [ClaimAssurance],
});

const aggregatesOf = ({ checks, changes }: IdentityCheckSettings) => [
  aggregate(attemptsDecider(), { AttemptTaken: 'nobody', AttemptReturned: 'nobody' }),
  aggregate(changeDecider(changes), {
    ChangeAnnounced: 'staff',
    OldRouteTold: 'nobody',
    ChangeObjected: 'staff',
    ChangeLetThrough: 'staff',
    ChangeTookEffect: 'staff',
    ChangeOvertaken: 'staff',
  }),
  aggregate(checkDecider(checks), {
    IdentityCheckStarted: 'nobody',
    IdentityFactorChecked: 'nobody',
    IdentityVerified: 'nobody',
    IdentityNotVerified: 'nobody',
  }),
];

/** Verdicts and digests are stored, never values; a change names fields and claims. */
const personal: PersonalData = {
  async *streams(_, { customer: id }) {
    yield { aggregate: 'change', id };
  },
  async *closing() {
    // A waiting change of an erased person has nothing left to change.
  },
};

export const identityChecksContext = (
  settings: IdentityCheckSettings = { checks: defaultChecks, changes: defaultChanges },
): Context => ({
  name: 'identity-checks',
  aggregates: aggregatesOf(settings),
  rulebooks: [checkRules, attemptsRules, changeRules],
  views: [],
  policies: changePolicies(settings.changes),
  handlers: { MarkOldRouteTold: ChangeNotifications },
  routes: rowsOf(checkRoutes, checkConfigurationRoutes),
  module: moduleOf(settings),
  personal,
  sinks: () => [],
});

/** Verifies who somebody is; docs/tour.md shows its place among the contexts. */
export const identityChecks = defineContext({
  settings: {},
  create: () => identityChecksContext(),
});
