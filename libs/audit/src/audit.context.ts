import { Module } from '@nestjs/common';
import { defineContext, nothingPersonal, rowsOf } from '#platform';

import { BundleController } from './bundle/bundle.controller.js';
import { Bundles } from './bundle/bundle.handler.js';
import { bundleRoutes } from './bundle/bundle.routes.js';
import { DecisionsController } from './decisions/decisions.controller.js';
import { Decisions } from './decisions/decisions.handler.js';
import { decisionRoutes } from './decisions/decisions.routes.js';
import { EntriesController, LedgerController } from './ledger/ledger.controller.js';
import { LedgerReader } from './ledger/ledger.reader.js';
import { ledgerRoutes } from './ledger/ledger.routes.js';
import { PageController } from './page/page.controller.js';
import { pageRoutes } from './page/page.routes.js';
import { ReplayController } from './replay/replay.controller.js';
import { Replays } from './replay/replay.handler.js';
import { replayRoutes } from './replay/replay.routes.js';

@Module({})
class AuditModule {}

/** History that anyone can check: see README.md. The app provides `Ledger` and `AuditedLog`. */
export const audit = defineContext({
  settings: {},
  create: () => ({
    name: 'audit',
    aggregates: [],
    rulebooks: [],
    views: [],
    policies: [],
    handlers: {},
    routes: rowsOf(ledgerRoutes, bundleRoutes, replayRoutes, decisionRoutes, pageRoutes),
    module: {
      module: AuditModule,
      providers: [LedgerReader, Bundles, Replays, Decisions],
      controllers: [
        LedgerController,
        EntriesController,
        BundleController,
        ReplayController,
        DecisionsController,
        PageController,
      ],
    },
    personal: nothingPersonal,
    sinks: () => [],
  }),
});
