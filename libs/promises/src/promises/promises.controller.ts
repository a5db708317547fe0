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

import { MakePromise } from '../promise/promise.requests.js';
import { ensure } from '../promise/promise.rules.js';
import { Wishes } from '../wishing/wishes.handler.js';
import { promiseShown } from './promise.representation.js';
import { promisesRoutes } from './promises.routes.js';
import { type PromiseRow, promisesView } from './promises.view.js';

type Where = Readonly<Record<string, Condition>>;

/** Customers must not learn by filtering what they cannot see of a promise. */
const withheld = ['queue', 'team'];

const ensureTold = ({ role }: Principal, query: unknown) =>
  ensure(role !== 'customer' || !withheld.some((name) => name in Object(query)), 'staff-only');

const own = ({ role, id }: Principal): Where => (role === 'customer' ? { to: id } : {});

const isReadable = ({ role, id }: Principal, row: PromiseRow | undefined) =>
  row !== undefined && (role !== 'customer' || row.to === id);

@Controller()
export class PromisesController {
  constructor(
    private readonly views: ViewReader,
    private readonly lists: ListQueries,
    private readonly wishes: Wishes,
  ) {}

  @Route(promisesRoutes.make)
  async make(
    @Body() wish: MakePromise,
    @IssuedBy() context: CommandContext,
    @Res() reply: FastifyReply,
  ) {
    const receipt = await this.wishes.make(wish, context);
    answerReceipt(reply.header('location', `${promisesRoutes.make.path}/${receipt.id}`), receipt);
  }

  @Route(promisesRoutes.list)
  list(
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Now() now: Moment,
  ) {
    ensureTold(principal, request.query);
    const show = promiseShown(principal, now);
    return this.lists.page(request, reply, { view: promisesView, where: own(principal), show });
  }

  @Route(promisesRoutes.mine)
  mine(
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Now() now: Moment,
  ) {
    return this.lists.page(request, reply, {
      view: promisesView,
      where: { accountable: principal.id, active: 1 },
      show: promiseShown(principal, now),
    });
  }

  @Route(promisesRoutes.one)
  async one(
    @CurrentPrincipal() principal: Principal,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Now() now: Moment,
  ) {
    const row = await this.views.get<PromiseRow>(promisesView, principal.tenant, id);
    ensure(isReadable(principal, row), 'not-found');
    reply.header('etag', etagOf(row!.version));
    return promiseShown(principal, now)(row!);
  }
}
