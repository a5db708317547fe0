import { Module } from '@nestjs/common';
import { isTimeZone, type Scalar } from '#eventing';
import {
  aggregate,
  commandController,
  defineContext,
  type Person,
  type PersonalData,
  type PersonalReads,
  rowsOf,
} from '#platform';

import { missedPolicy } from './missed/missed.policy.js';
import { promiseDecider } from './promise/promise.decider.js';
import { promiseCommands } from './promise/promise.routes.js';
import { ensure as promiseRules } from './promise/promise.rules.js';
import { defaultSettings } from './promise/promise.settings.js';
import { PROMISE_SETTINGS } from './promise/promise.tokens.js';
import { KeptRateController } from './promises/kept-rate.controller.js';
import { PromisesController } from './promises/promises.controller.js';
import { promisesRoutes } from './promises/promises.routes.js';
import { type PromiseRow, promisesView } from './promises/promises.view.js';
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
});

const PAGE = 200;

/** What was promised to a person: every word of it is about them. */
async function* promisesTo(
  { views }: PersonalReads,
  { tenant, customer: to }: Person,
  where: Readonly<Record<string, number>> = {},
): AsyncGenerator<PromiseRow> {
  let after: readonly Scalar[] | undefined;
  do {
    const query = { tenant, where: { ...where, to }, limit: PAGE, ...(after && { after }) };
    const page = await views.page<PromiseRow>(promisesView, query);
    yield* page.rows;
    after = page.next;
  } while (after);
}

const personal: PersonalData = {
  async *streams(reads, person) {
    for await (const { id } of promisesTo(reads, person)) yield { aggregate: 'promise', id };
  },
  async *closing(reads, person) {
    const command = { type: 'ReleaseForErasure', data: {} };
    for await (const { id } of promisesTo(reads, person, { active: 1 }))
      yield { aggregate: 'promise', id, command };
  },
};

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
  },
  create: (settings) => ({
    name: 'promises',
    aggregates: [promiseAggregate],
    rulebooks: [promiseRules],
    views: [promisesView],
    policies: [missedPolicy],
    handlers: { PromiseCallback: Wishes, PromiseCheckIn: Wishes },
    routes: rowsOf(promiseCommands, promisesRoutes),
    module: {
      module: PromisesModule,
      providers: [{ provide: PROMISE_SETTINGS, useValue: settings }, Wishes],
      controllers: [
        commandController(promiseDecider, promiseCommands),
        PromisesController,
        KeptRateController,
      ],
    },
    personal,
    sinks: () => [],
  }),
});
