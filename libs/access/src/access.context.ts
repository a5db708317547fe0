import { Module } from '@nestjs/common';
import { aggregate, defineContext, nothingPersonal, rowsOf } from '#platform';

import { ApiKeyCommandController, ApiKeyController } from './api-key/api-key.controller.js';
import { accessRules, apiKeyDecider } from './api-key/api-key.decider.js';
import { apiKeyCommands, apiKeyRoutes } from './api-key/api-key.routes.js';
import { apiKeyView } from './api-key/api-key.view.js';

@Module({})
class AccessModule {}

/** API keys of integrations; README.md in this library explains them. */
export const access = defineContext({
  settings: {},
  create: () => ({
    name: 'access',
    aggregates: [aggregate(apiKeyDecider, { ApiKeyIssued: 'nobody', ApiKeyRevoked: 'nobody' })],
    rulebooks: [accessRules],
    views: [apiKeyView],
    policies: [],
    handlers: {},
    routes: rowsOf(apiKeyCommands, apiKeyRoutes),
    module: {
      module: AccessModule,
      controllers: [ApiKeyCommandController, ApiKeyController],
    },
    personal: nothingPersonal,
    sinks: () => [],
  }),
});
