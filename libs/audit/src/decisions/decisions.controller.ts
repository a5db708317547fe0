import { Controller, Param } from '@nestjs/common';
import { ReadBy, type ReadContext, Route } from '#platform';
import { AccessLog } from '#records';

import { Decisions, toldOf } from './decisions.handler.js';
import { decisionRoutes } from './decisions.routes.js';

/** What somebody could see when they decided, for auditors. That they read it is recorded. */
@Controller()
export class DecisionsController {
  constructor(
    private readonly decisions: Decisions,
    private readonly accessLog: AccessLog,
  ) {}

  @Route(decisionRoutes.one)
  async one(@ReadBy() reader: ReadContext, @Param('position') position: string) {
    const decision = await this.decisions.at(reader.principal, Number(position));
    const { ticket, customer } = decision;
    if (customer !== null) await this.accessLog.record(reader, customer, 'history');
    const record = await this.decisions.recordBefore(decision);
    return { ...toldOf(decision), saw: { ticket, record } };
  }
}
