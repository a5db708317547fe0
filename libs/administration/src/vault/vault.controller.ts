import { Controller, Inject } from '@nestjs/common';
import { Answers } from '#platform';

import { Rotations } from './rotations.js';
import { vaultRoutes } from './vault.routes.js';

@Controller()
export class VaultController {
  constructor(@Inject(Rotations) private readonly rotations: Rotations) {}

  @Answers(vaultRoutes.read)
  read() {
    return this.rotations.state();
  }

  @Answers(vaultRoutes.rotate)
  rotate() {
    this.rotations.begin();
    return this.rotations.state();
  }
}
