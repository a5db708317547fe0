import { Body, Controller, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type CommandContext, Commands, type Moment, ViewReader } from '#eventing';
import {
  answerReceipt,
  CurrentPrincipal,
  IssuedBy,
  ListQueries,
  Now,
  type Principal,
  Route,
} from '#platform';

import { Chains } from '../chain/chains.reader.js';
import { ensure } from '../team/team.rules.js';
import { ChainQuery } from '../teams/teams.requests.js';
import { teamsView } from '../teams/teams.view.js';
import { queueDecider } from './queue.decider.js';
import { AssignQueue } from './queue.requests.js';
import { queueTeamRoutes } from './queue.routes.js';
import { type QueueTeamRow, queueTeamsView } from './queue-teams.view.js';

/** Which team has a queue, and who answers for it. */
@Controller()
export class QueueTeamController {
  constructor(
    private readonly commands: Commands,
    private readonly views: ViewReader,
    private readonly lists: ListQueries,
    private readonly chains: Chains,
  ) {}

  @Route(queueTeamRoutes.assign)
  async assign(
    @Param('queue') queue: string,
    @Body() data: AssignQueue,
    @IssuedBy() context: CommandContext,
    @Res() reply: FastifyReply,
  ) {
    const team = await this.views.get(teamsView, context.tenant, data.team);
    ensure(team !== undefined, 'not-found');
    const command = { ...context, type: 'AssignQueue', data } as const;
    answerReceipt(reply, await this.commands.send(queueDecider, queue, command));
  }

  @Route(queueTeamRoutes.release)
  async release(
    @Param('queue') queue: string,
    @IssuedBy() context: CommandContext,
    @Res() reply: FastifyReply,
  ) {
    const row = await this.views.get(queueTeamsView, context.tenant, queue);
    ensure(row !== undefined, 'queue-not-assigned');
    const command = { ...context, type: 'ReleaseQueue', data: {} } as const;
    answerReceipt(reply, await this.commands.send(queueDecider, queue, command));
  }

  @Route(queueTeamRoutes.list)
  list(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.lists.page(request, reply, {
      view: queueTeamsView,
      show: (row: QueueTeamRow) => row,
    });
  }

  @Route(queueTeamRoutes.chain)
  async chain(
    @CurrentPrincipal() { tenant }: Principal,
    @Param('queue') queue: string,
    @Query() { at }: ChainQuery,
    @Now() now: Moment,
  ) {
    const moment = at ?? now;
    return { queue, at: moment, ...(await this.chains.chainFor(tenant, queue, moment)) };
  }
}
