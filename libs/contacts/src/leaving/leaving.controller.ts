import { Body, Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CommandContext, Moment } from '#eventing';
import { answerReceipt, IssuedBy, ListQueries, Now, Route } from '#platform';

import { CarryOutLeaving, WithdrawLeaving } from '../contact/matters.requests.js';
import { type ContactRow, contactsView } from '../contacts/contacts.view.js';
import { Leavings } from './leaving.handler.js';
import { leavingRoutes } from './leaving.routes.js';

interface Which {
  readonly id: string;
  readonly leaving: string;
}

const MINUTE = 60_000;

const atRisk =
  (now: Moment) =>
  ({ id: contact, customer, linked, accountable, leaving }: ContactRow) => {
    const { isOpen: _, ...wish } = leaving!;
    const waited = Math.floor((Date.parse(now) - Date.parse(wish.since)) / MINUTE);
    return { ...wish, customer, contact, accountable, linked, minutesWaited: Math.max(0, waited) };
  };

@Controller()
export class LeavingController {
  constructor(
    private readonly leavings: Leavings,
    private readonly lists: ListQueries,
  ) {}

  @Route(leavingRoutes.carryOut)
  async carryOut(
    @Param() which: Which,
    @Body() { outcome }: CarryOutLeaving,
    @IssuedBy() context: CommandContext,
    @Res() reply: FastifyReply,
  ) {
    answerReceipt(reply, await this.leavings.carryOut(which, outcome, context));
  }

  @Route(leavingRoutes.withdraw)
  async withdraw(
    @Param() which: Which,
    @Body() said: WithdrawLeaving,
    @IssuedBy() context: CommandContext,
    @Res() reply: FastifyReply,
  ) {
    answerReceipt(reply, await this.leavings.withdraw(which, said, context));
  }

  @Route(leavingRoutes.atRisk)
  atRisk(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Now() now: Moment,
  ) {
    const where = { leavingDue: { from: '' } };
    return this.lists.page(request, reply, { view: contactsView, where, show: atRisk(now) });
  }
}
