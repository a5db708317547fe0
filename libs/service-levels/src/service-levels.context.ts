import { Module, type Provider } from '@nestjs/common';
import { allRows, Commands, EventStore, ViewProgress, ViewReader } from '#eventing';
import {
  aggregate,
  defineContext,
  type Person,
  type PersonalData,
  type PersonalReads,
  rowsOf,
} from '#platform';
import { type TicketRow, worklistView } from '#tickets';

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
import { clockTimerPolicy } from './clock/timer.policy.js';
import { followingDecider } from './following/following.decider.js';
import { Following } from './following/following.handler.js';
import { clockFollowingPolicy, importFollowingPolicy } from './following/following.policy.js';
import { Agreements } from './policy/agreements.reader.js';
import { levelPoliciesView, levelPolicyVersionsView } from './policy/level-policies.view.js';
import { LevelPolicyController } from './policy/level-policy.controller.js';
import { levelPolicyDecider } from './policy/level-policy.decider.js';
import { levelPolicyRoutes } from './policy/level-policy.routes.js';
import { ensure as levelPolicyRules } from './policy/level-policy.rules.js';
import { restatementDecider } from './restatement/restatement.decider.js';
import { restatementPolicy } from './restatement/restatement.policy.js';
import { Restatements } from './restatement/restatements.handler.js';

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
  }),
  aggregate(followingDecider, { TicketsFollowed: 'nobody' }),
  aggregate(restatementDecider, { RestatementAdvanced: 'nobody', RestatementCompleted: 'staff' }),
];

const providers: Provider[] = [
  {
    provide: Agreements,
    inject: [ViewReader, ViewProgress],
    useFactory: (views: ViewReader, progress: ViewProgress) => new Agreements(views, progress),
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
  {
    provide: Following,
    inject: [Commands, EventStore, Clocks],
    useFactory: (commands: Commands, events: EventStore, clocks: Clocks) =>
      new Following({ commands, events, clocks }),
  },
];

const PAGE = 200;

/** The clocks of a ticket say when its customer had to wait, so they are about them. */
async function* clocksOf({ views }: PersonalReads, { tenant, customer: requester }: Person) {
  const query = { tenant, where: { requester }, limit: PAGE };
  for await (const { id } of allRows<TicketRow>(views, worklistView, query))
    yield { aggregate: 'clock', id };
}

/** No value of anybody's is in a clock; it stops when an erasure closes its ticket. */
const personal: PersonalData = {
  streams: clocksOf,
  async *closing() {
    // The clocks of a ticket stop when it is closed.
  },
};

/** Calendars, policies and clocks of service levels: see README.md beside this folder. */
export const serviceLevels = defineContext({
  settings: {},
  create: () => ({
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
    policies: [clockFollowingPolicy, importFollowingPolicy, clockTimerPolicy, restatementPolicy],
    handlers: { ReckonClocks: Clocks, FollowTickets: Following, RestateClocks: Restatements },
    routes: rowsOf(calendarCommands, calendarRoutes, levelPolicyRoutes, clockRoutes),
    module: {
      module: ServiceLevelsModule,
      providers,
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
