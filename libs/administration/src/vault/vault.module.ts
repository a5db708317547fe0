import { Module } from '@nestjs/common';
import type { ServedPart } from '#platform';

import { Rotations } from './rotations.js';
import { VaultController } from './vault.controller.js';
import { vaultRoutes } from './vault.routes.js';

@Module({})
class VaultModule {}

/** Routes with which an administrator sees the state of the vault and rotates its master key. */
export const vaultModule = (rotations: Rotations): ServedPart => ({
  routes: Object.values(vaultRoutes),
  module: {
    module: VaultModule,
    providers: [{ provide: Rotations, useValue: rotations }],
    controllers: [VaultController],
  },
});
