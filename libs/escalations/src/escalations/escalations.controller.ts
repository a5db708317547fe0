import { Body, Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type CommandContext, type Condition, type Moment, ViewReader } from '#eventing';
import {
  answerReceipt,
  CurrentPrincipal,
  etagOf,
  IssuedBy,
  ListQueries,
  Now,
  type Principal,
  Route,
} from '#platform';

import { EscalationRequests } from '../asking/escalation-requests.handler.js';
import { DeclineEscalation, RequestEscalation } from '../escalation/escalation.requests.js';
import { ensure } from '../escalation/escalation.rules.js';
import { Climbing } from '../offering/climbing.handler.js';
import { escalationShown, isReadable } from './escalation.representation.js';
import { escalationsRoutes } from './escalations.routes.js';
import { type EscalationRow, escalationsView } from './escalations.view.js';

/** Customers must not learn by filtering what they cannot see of an escalation. */
const withheld = ['queue', 'team'];

const ensureTold = ({ role }: Principal, query: unknown) =>
  ensure(role !== 'customer' || !withheld.some((name) => name in Object(query)), 'staff-only');

const own = ({ role, id }: Principal): Readonly<Record<string, Condition>> =>
  role === 'customer' ? { people: id } : {};

/** The escalation, if the principal may read it; otherwise refuses as for one that does not exist. */
export const readable = async (
  views: ViewReader,
  principal: Principal,
  id: string,
): Promise<EscalationRow> => {
  const row = await views.get<EscalationRow>(escalationsView, principal.tenant, id);
  ensure(isReadable(principal, row), 'not-found');
  return row!;
};

@Controller()
export class EscalationsController {
  constructor(
    private readonly views: ViewReader,
    private readonly lists: ListQueries,
    private readonly requests: EscalationRequests,
    private readonly climbing: Climbing,
  ) {}

  @Route(escalationsRoutes.request)
  async request(
    @Body() data: RequestEscalation,
    @IssuedBy() context: CommandContext,
    @Res() reply: FastifyReply,
  ) {
    const receipt = await this.requests.ask(data, context);
    const location = `${escalationsRoutes.request.path}/${receipt.id}`;
    answerReceipt(reply.header('location', location), receipt);
  }

  @Route(escalationsRoutes.decline)
  async decline(
    @Param('id') id: string,
    @Body() data: DeclineEscalation,
    @IssuedBy() context: CommandContext,
    @Res() reply: FastifyReply,
  ) {
    const command = { ...context, type: 'DeclineEscalation', data };
    answerReceipt(reply, await this.climbing.handle(id, command));
  }

  @Route(escalationsRoutes.list)
  list(
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Now() now: Moment,
  ) {
    ensureTold(principal, request.query);
    const show = escalationShown(principal, now);
    return this.lists.page(request, reply, { view: escalationsView, where: own(principal), show });
  }

  @Route(escalationsRoutes.mine)
  mine(
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Now() now: Moment,
  ) {
    return this.lists.page(request, reply, {
      view: escalationsView,
      where: { holder: principal.id, active: 1 },
      show: escalationShown(principal, now),
    });
  }

  @Route(escalationsRoutes.one)
  async one(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Now() now: Moment,
  ) {
    const row = await readable(this.views, principal, id);
    reply.header('etag', etagOf(row.version));
    return escalationShown(principal, now)(row);
  }
}
