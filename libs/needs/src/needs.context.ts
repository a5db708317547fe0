import { Module } from '@nestjs/common';
import { aggregate, commandController, defineContext, rowsOf } from '#platform';

import { DisclosuresController } from './disclosures/disclosures.controller.js';
import { Disclosures } from './disclosures/disclosures.handler.js';
import { disclosuresRoutes } from './disclosures/disclosures.routes.js';
import { disclosuresView } from './disclosures/disclosures.view.js';
import { personal } from './disclosures/erasure.reader.js';
import { needDecider } from './need/need.decider.js';
import { needCommands } from './need/need.routes.js';
import { ensure as needRules } from './need/need.rules.js';
import { departmentsView } from './needs/departments.view.js';
import { NeedsController } from './needs/needs.controller.js';
import { needsRoutes } from './needs/needs.routes.js';
import { needsView } from './needs/needs.view.js';

@Module({})
class NeedsModule {}

const needAggregate = aggregate(needDecider, {
  WorkaroundDisclosed: 'nobody',
  WorkaroundWithdrawn: 'nobody',
  NeedCounted: 'staff',
  NeedMatched: 'staff',
  NeedMet: 'staff',
});

/** What people do without IT, disclosed without being held to account; README.md explains it. */
export const needs = defineContext({
  settings: {},
  create: () => ({
    name: 'needs',
    aggregates: [needAggregate],
    rulebooks: [needRules],
    views: [disclosuresView, needsView, departmentsView],
    policies: [],
    handlers: {},
    routes: rowsOf(needCommands, needsRoutes, disclosuresRoutes),
    module: {
      module: NeedsModule,
      providers: [Disclosures],
      controllers: [
        NeedsController,
        DisclosuresController,
        commandController(needDecider, needCommands),
      ],
    },
    personal,
    sinks: () => [],
  }),
});
