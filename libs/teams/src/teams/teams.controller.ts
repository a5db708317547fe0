import { Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ViewReader } from '#eventing';
import { CurrentPrincipal, etagOf, ListQueries, type Principal, Route } from '#platform';

import { ensure } from '../team/team.rules.js';
import { teamsRoutes } from './teams.routes.js';
import { type TeamRow, teamsView } from './teams.view.js';

@Controller()
export class TeamsController {
  constructor(
    private readonly views: ViewReader,
    private readonly lists: ListQueries,
  ) {}

  @Route(teamsRoutes.list)
  list(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.lists.text(request, reply, { view: teamsView, show: (row: TeamRow) => row });
  }

  @Route(teamsRoutes.one)
  async one(
    @CurrentPrincipal() { tenant }: Principal,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TeamRow> {
    const row = await this.views.get<TeamRow>(teamsView, tenant, id);
    ensure(row !== undefined, 'not-found');
    reply.header('etag', etagOf(row!.version));
    return row!;
  }
}
