import { Module } from '@nestjs/common';
import { isTimeZone } from '#eventing';
import { aggregate, commandController, defineContext, rowsOf, wholeNumber } from '#platform';

import { CheckIns } from './checking-in/check-ins.handler.js';
import { checkInPolicy } from './checking-in/check-in.policy.js';
import { Continuing } from './checking-in/continuing.handler.js';
import { continuingPolicy } from './checking-in/continuing.policy.js';
import { ManagerTelling } from './missed/manager-told.handler.js';
import { managerToldPolicy } from './missed/manager-told.policy.js';
import { missedPolicy } from './missed/missed.policy.js';
import { promiseDecider } from './promise/promise.decider.js';
import { promiseCommands } from './promise/promise.routes.js';
import { ensure as promiseRules } from './promise/promise.rules.js';
import { defaultSettings } from './promise/promise.settings.js';
import { personalOf } from './promises/erasure.reader.js';
import { PROMISE_SETTINGS } from './promise/promise.tokens.js';
import { KeptRateController } from './promises/kept-rate.controller.js';
import { PromisesController } from './promises/promises.controller.js';
import { promisesRoutes } from './promises/promises.routes.js';
import { promisesView } from './promises/promises.view.js';
import { Wishes } from './wishing/wishes.handler.js';

@Module({})
class PromisesModule {}

const promiseAggregate = aggregate(promiseDecider, {
  CallbackPromised: 'anyone',
  CheckInPromised: 'anyone',
  PromiseMoved: 'anyone',
  PromiseReassigned: 'anyone',
  PromiseAttempted: 'anyone',
  PromiseKept: 'anyone',
  PromiseMissed: 'anyone',
  ManagerTold: 'staff',
  PromiseReleased: 'anyone',
  CheckInRenounced: 'nobody',
});

const timeZone = (text: string): string => {
  if (isTimeZone(text)) return text;
  throw new TypeError('expected a name of the IANA database, such as Africa/Cairo');
};

/** Call-backs and check-ins; README.md in this library explains them. */
export const promises = defineContext({
  settings: {
    timeZone: {
      env: 'AMENDS_TIME_ZONE',
      read: timeZone,
      otherwise: defaultSettings.timeZone,
      says: 'The time zone of promised windows of which nobody says another (IANA name).',
    },
    checkInDays: {
      env: 'AMENDS_CHECK_IN_DAYS',
      read: wholeNumber(0, 365),
      otherwise: defaultSettings.checkInDays,
      says: 'So many days after a resolution was confirmed we ask whether it still works; 0 is never.',
    },
  },
  create: (settings) => {
    const checkIns = checkInPolicy(settings.checkInDays);
    return {
      name: 'promises',
      aggregates: [promiseAggregate],
      rulebooks: [promiseRules],
      views: [promisesView],
      policies: [missedPolicy, managerToldPolicy, checkIns, continuingPolicy],
      handlers: {
        PromiseCallback: Wishes,
        PromiseCheckIn: Wishes,
        CheckInOn: CheckIns,
        ContinueTicket: Continuing,
        TellManager: ManagerTelling,
      },
      routes: rowsOf(promiseCommands, promisesRoutes),
      module: {
        module: PromisesModule,
        providers: [
          { provide: PROMISE_SETTINGS, useValue: settings },
          Wishes,
          CheckIns,
          Continuing,
          ManagerTelling,
        ],
        controllers: [
          commandController(promiseDecider, promiseCommands),
          PromisesController,
          KeptRateController,
        ],
      },
      personal: personalOf(checkIns),
      sinks: () => [],
    };
  },
});
