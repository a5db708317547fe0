import { Controller } from '@nestjs/common';
import { Route } from '#platform';

import { Rotations } from './rotations.js';
import { vaultRoutes } from './vault.routes.js';

@Controller()
export class VaultController {
  constructor(private readonly rotations: Rotations) {}

  @Route(vaultRoutes.read)
  read() {
    return this.rotations.state();
  }

  @Route(vaultRoutes.rotate)
  rotate() {
    this.rotations.begin();
    return this.rotations.state();
  }
}
