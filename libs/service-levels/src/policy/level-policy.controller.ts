import { Body, Controller, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type CommandContext, Commands, newAggregateId, type Receipt, ViewReader } from '#eventing';
import {
  answerReceipt,
  CurrentPrincipal,
  etagOf,
  IssuedBy,
  ListQueries,
  type Principal,
  Route,
} from '#platform';

import { calendarsView } from '../calendar/calendars.view.js';
import {
  levelPoliciesView,
  type LevelPolicyRow,
  levelPolicyVersionsView,
} from './level-policies.view.js';
import type { LevelPolicyCommand } from './level-policy.commands.js';
import { levelPolicyDecider } from './level-policy.decider.js';
import { levelPolicyShown } from './level-policy.representation.js';
import { LevelPolicyBody, LevelPolicyVersionQuery } from './level-policy.requests.js';
import { levelPolicyRoutes } from './level-policy.routes.js';
import { ensure } from './level-policy.rules.js';

/** Policies of service levels and their versions. */
@Controller()
export class LevelPolicyController {
  constructor(
    private readonly commands: Commands,
    private readonly views: ViewReader,
    private readonly lists: ListQueries,
  ) {}

  @Route(levelPolicyRoutes.create)
  async create(
    @Body() data: LevelPolicyBody,
    @IssuedBy() context: CommandContext,
    @Res() reply: FastifyReply,
  ) {
    await this.#ensureCalendar(context.tenant, data);
    const id = newAggregateId(context.id);
    const receipt = await this.#send(id, { ...context, type: 'CreateServiceLevelPolicy', data });
    answerReceipt(reply.header('location', `${levelPolicyRoutes.create.path}/${id}`), receipt);
  }

  @Route(levelPolicyRoutes.publish)
  async publish(
    @Param('id') id: string,
    @Body() data: LevelPolicyBody,
    @IssuedBy() context: CommandContext,
    @Res() reply: FastifyReply,
  ) {
    await this.#ensureCalendar(context.tenant, data);
    const command = { ...context, type: 'PublishServiceLevelPolicy', data } as const;
    answerReceipt(reply, await this.#send(id, command));
  }

  @Route(levelPolicyRoutes.retire)
  async retire(
    @Param('id') id: string,
    @IssuedBy() context: CommandContext,
    @Res() reply: FastifyReply,
  ) {
    const command = { ...context, type: 'RetireServiceLevelPolicy', data: {} } as const;
    answerReceipt(reply, await this.#send(id, command));
  }

  @Route(levelPolicyRoutes.list)
  list(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.lists.page(request, reply, { view: levelPoliciesView, show: levelPolicyShown });
  }

  @Route(levelPolicyRoutes.one)
  async one(
    @CurrentPrincipal() { tenant }: Principal,
    @Param('id') id: string,
    @Query() { version }: LevelPolicyVersionQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const latest = await this.#latest(tenant, id);
    reply.header('etag', etagOf(latest.status === 'retired' ? latest.version + 1 : latest.version));
    if (version === undefined || version === latest.version) return levelPolicyShown(latest);
    const key = `${id}/${version}`;
    const row = await this.views.get<LevelPolicyRow>(levelPolicyVersionsView, tenant, key);
    ensure(row !== undefined, 'version-not-found');
    return levelPolicyShown({ ...row!, status: latest.status });
  }

  @Route(levelPolicyRoutes.versions)
  async versions(
    @CurrentPrincipal() { tenant }: Principal,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { status } = await this.#latest(tenant, id);
    const show = (row: LevelPolicyRow) => levelPolicyShown({ ...row, status });
    const shown = { view: levelPolicyVersionsView, where: { policy: id }, show };
    return this.lists.page(request, reply, shown);
  }

  #send(id: string, command: LevelPolicyCommand): Promise<Receipt> {
    return this.commands.send(levelPolicyDecider, id, command);
  }

  async #latest(tenant: string, id: string): Promise<LevelPolicyRow> {
    const row = await this.views.get<LevelPolicyRow>(levelPoliciesView, tenant, id);
    ensure(row !== undefined, 'not-found');
    return row!;
  }

  async #ensureCalendar(tenant: string, { calendar }: LevelPolicyBody) {
    if (calendar === undefined) return;
    const row = await this.views.get(calendarsView, tenant, calendar);
    ensure(row !== undefined, 'calendar-not-found', { calendar });
  }
}
