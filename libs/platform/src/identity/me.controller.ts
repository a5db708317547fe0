import { Controller } from '@nestjs/common';
import { CurrentPrincipal } from '../routes/current-principal.decorator.js';
import { Route } from '../routes/route.decorator.js';
import type { Principal } from '../routes/route.js';
import { meRoutes } from './me.routes.js';

@Controller()
export class MeController {
  @Route(meRoutes.me)
  me(@CurrentPrincipal() { id, tenant, role, name, via, scopes }: Principal) {
    return { id, tenant, role, name, via, scopes };
  }
}
