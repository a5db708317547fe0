import { Body, Controller, Param } from '@nestjs/common';
import type { Moment } from '#eventing';
import { CurrentPrincipal, Now, type Principal, Route } from '#platform';

import { DiscloseWorkaround, ShowReceipt } from '../need/need.requests.js';
import { Disclosures } from './disclosures.handler.js';
import { disclosuresRoutes } from './disclosures.routes.js';

@Controller()
export class DisclosuresController {
  constructor(private readonly disclosures: Disclosures) {}

  @Route(disclosuresRoutes.disclose)
  disclose(
    @CurrentPrincipal() principal: Principal,
    @Body() told: DiscloseWorkaround,
    @Now() now: Moment,
  ) {
    return this.disclosures.disclose(principal, told, now);
  }

  @Route(disclosuresRoutes.read)
  read(
    @CurrentPrincipal() { tenant }: Principal,
    @Param('id') id: string,
    @Body() { receipt }: ShowReceipt,
  ) {
    return this.disclosures.read(tenant, id, receipt);
  }

  @Route(disclosuresRoutes.withdraw)
  withdraw(
    @CurrentPrincipal() { tenant }: Principal,
    @Param('id') id: string,
    @Body() { receipt }: ShowReceipt,
    @Now() now: Moment,
  ) {
    return this.disclosures.withdraw(tenant, id, receipt, now);
  }
}
