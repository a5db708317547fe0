import { type DynamicModule, Module } from '@nestjs/common';
import { Rotations } from './rotations.js';
import { VaultController } from './vault.controller.js';

@Module({})
class VaultModule {}

/** The routes by which an administrator looks at the vault and rotates its master key. */
export const vaultModule = (rotations: Rotations): DynamicModule => ({
  module: VaultModule,
  providers: [{ provide: Rotations, useValue: rotations }],
  controllers: [VaultController],
});
