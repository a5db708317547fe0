import { Module, type Provider } from '@nestjs/common';
import { Commands, EventStore, type Scalar, ViewReader } from '#eventing';
import {
  aggregate,
  defineContext,
  type Person,
  type PersonalData,
  type PersonalReads,
  rowsOf,
  wholeNumber,
} from '#platform';
import { worklistView } from '#tickets';

import { CalendarCommandController, CalendarController } from './calendar/calendar.controller.js';
import { calendarDecider } from './calendar/calendar.decider.js';
import { calendarCommands, calendarRoutes } from './calendar/calendar.routes.js';
import { ensure as calendarRules } from './calendar/calendar.rules.js';
import { calendarsView, calendarVersionsView } from './calendar/calendars.view.js';
import { ClockController } from './clock/clock.controller.js';
import { clockDecider } from './clock/clock.decider.js';
import { clockRoutes } from './clock/clock.routes.js';
import { ensure as clockRules } from './clock/clock.rules.js';
import { Clocks } from './clock/clocks.handler.js';
import { clocksView } from './clock/clocks.view.js';
import { clockFollowPolicy } from './clock/follow.policy.js';
import { clockTimerPolicy } from './clock/timer.policy.js';
import { Agreements } from './policy/agreements.reader.js';
import { levelPoliciesView, levelPolicyVersionsView } from './policy/level-policies.view.js';
import { LevelPolicyController } from './policy/level-policy.controller.js';
import { levelPolicyDecider } from './policy/level-policy.decider.js';
import { levelPolicyRoutes } from './policy/level-policy.routes.js';
import { ensure as levelPolicyRules } from './policy/level-policy.rules.js';
import { restatementDecider } from './restatement/restatement.decider.js';
import { restatementPolicy } from './restatement/restatement.policy.js';
import { Restatements } from './restatement/restatements.handler.js';
import { defaultLevels, defaultPolicy, type LevelSettings } from './settings/level.settings.js';

@Module({})
class ServiceLevelsModule {}

const aggregates = [
  aggregate(calendarDecider, { CalendarCreated: 'staff', CalendarPublished: 'staff' }),
  aggregate(levelPolicyDecider, {
    ServiceLevelPolicyCreated: 'staff',
    ServiceLevelPolicyPublished: 'staff',
    ServiceLevelPolicyRetired: 'staff',
  }),
  aggregate(clockDecider, {
    ClockStarted: 'staff',
    ClockPaused: 'staff',
    ClockResumed: 'staff',
    ClockStopped: 'staff',
    ClockRestated: 'staff',
    ClockWithdrawn: 'staff',
    ServiceLevelAtRisk: 'staff',
    ServiceLevelBreached: 'staff',
    ClocksReckoned: 'nobody',
  }),
  aggregate(restatementDecider, { RestatementAdvanced: 'nobody', RestatementCompleted: 'staff' }),
];

const providersOf = (settings: LevelSettings): Provider[] => [
  {
    provide: Agreements,
    inject: [ViewReader],
    useFactory: (views: ViewReader) => new Agreements(views, defaultPolicy(settings)),
  },
  {
    provide: Clocks,
    inject: [Commands, EventStore, Agreements],
    useFactory: (commands: Commands, events: EventStore, agreements: Agreements) =>
      new Clocks({ commands, events, agreements }),
  },
  {
    provide: Restatements,
    inject: [Commands, ViewReader, Clocks],
    useFactory: (commands: Commands, views: ViewReader, clocks: Clocks) =>
      new Restatements({ commands, views, clocks }),
  },
];

const PAGE = 200;

/** The clocks of a ticket say when its customer had to wait, so they are about them. */
async function* clocksOf({ views }: PersonalReads, { tenant, customer: requester }: Person) {
  let after: readonly Scalar[] | undefined;
  do {
    const query = { tenant, where: { requester }, limit: PAGE, ...(after && { after }) };
    const page = await views.page(worklistView, query);
    for (const { id } of page.rows) yield { aggregate: 'clock', id };
    after = page.next;
  } while (after);
}

/** No value of anybody's is in a clock; it stops when an erasure closes its ticket. */
const personal: PersonalData = {
  streams: clocksOf,
  async *closing() {
    // The clocks of a ticket stop when it is closed.
  },
};

const minutes = (env: string, otherwise: number, what: string) => ({
  env,
  read: wholeNumber(0, 1_000_000),
  otherwise,
  says: `The minutes for ${what}, around the clock, where no policy of service levels is in force. 0: none.`,
});

/** Calendars, policies and clocks of service levels: see README.md beside this folder. */
export const serviceLevels = defineContext({
  settings: {
    firstResponseMinutes: minutes(
      'AMENDS_FIRST_RESPONSE_MINUTES',
      defaultLevels.firstResponseMinutes,
      'the first words to a customer',
    ),
    updateMinutes: minutes(
      'AMENDS_UPDATE_MINUTES',
      defaultLevels.updateMinutes,
      'the next words to a customer',
    ),
    resolutionMinutes: minutes(
      'AMENDS_RESOLUTION_MINUTES',
      defaultLevels.resolutionMinutes,
      'closing a ticket',
    ),
    atRiskPercent: {
      env: 'AMENDS_AT_RISK_PERCENT',
      read: wholeNumber(1, 99),
      otherwise: defaultLevels.atRiskPercent,
      says: 'After how much of these minutes, in per cent, a clock is at risk.',
    },
  },
  create: (settings) => ({
    name: 'service-levels',
    aggregates,
    rulebooks: [calendarRules, levelPolicyRules, clockRules],
    views: [
      calendarsView,
      calendarVersionsView,
      levelPoliciesView,
      levelPolicyVersionsView,
      clocksView,
    ],
    policies: [clockFollowPolicy, clockTimerPolicy, restatementPolicy],
    handlers: { ReckonClocks: Clocks, RestateClocks: Restatements },
    routes: rowsOf(calendarCommands, calendarRoutes, levelPolicyRoutes, clockRoutes),
    module: {
      module: ServiceLevelsModule,
      providers: providersOf(settings),
      controllers: [
        CalendarCommandController,
        CalendarController,
        LevelPolicyController,
        ClockController,
      ],
    },
    personal,
    sinks: () => [],
  }),
});
