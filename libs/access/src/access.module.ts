import { Module, type DynamicModule } from '@nestjs/common';
import { ApiKeyCommandController, ApiKeyController } from './api-key/api-key.controller.js';

@Module({})
class AccessModule {}

/** The routes by which API keys are issued, listed and revoked. */
export const accessModule = (): DynamicModule => ({
  module: AccessModule,
  controllers: [ApiKeyCommandController, ApiKeyController],
});
