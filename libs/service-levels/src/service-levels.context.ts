import { Module } from '@nestjs/common';
import { aggregate, defineContext, nothingPersonal, rowsOf } from '#platform';

import { CalendarCommandController, CalendarController } from './calendar/calendar.controller.js';
import { calendarDecider } from './calendar/calendar.decider.js';
import { calendarCommands, calendarRoutes } from './calendar/calendar.routes.js';
import { ensure as calendarRules } from './calendar/calendar.rules.js';
import { calendarsView, calendarVersionsView } from './calendar/calendars.view.js';
import { levelPoliciesView, levelPolicyVersionsView } from './policy/level-policies.view.js';
import { LevelPolicyController } from './policy/level-policy.controller.js';
import { levelPolicyDecider } from './policy/level-policy.decider.js';
import { levelPolicyRoutes } from './policy/level-policy.routes.js';
import { ensure as levelPolicyRules } from './policy/level-policy.rules.js';

@Module({})
class ServiceLevelsModule {}

/** Calendars, policies and clocks of service levels: see README.md beside this folder. */
export const serviceLevels = defineContext({
  settings: {},
  create: () => ({
    name: 'service-levels',
    aggregates: [
      aggregate(calendarDecider, { CalendarCreated: 'staff', CalendarPublished: 'staff' }),
      aggregate(levelPolicyDecider, {
        ServiceLevelPolicyCreated: 'staff',
        ServiceLevelPolicyPublished: 'staff',
        ServiceLevelPolicyRetired: 'staff',
      }),
    ],
    rulebooks: [calendarRules, levelPolicyRules],
    views: [calendarsView, calendarVersionsView, levelPoliciesView, levelPolicyVersionsView],
    policies: [],
    handlers: {},
    routes: rowsOf(calendarCommands, calendarRoutes, levelPolicyRoutes),
    module: {
      module: ServiceLevelsModule,
      controllers: [CalendarCommandController, CalendarController, LevelPolicyController],
    },
    personal: nothingPersonal,
    sinks: () => [],
  }),
});
