import { Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentPrincipal, type Principal, problem, Route } from '#platform';

import { LedgerReader } from './ledger.reader.js';
import { ledgerRoutes } from './ledger.routes.js';

/** What a name stands for never changes. */
const FOR_EVER = 'max-age=31536000, immutable';

/** The name of a tile, as it was asked for. */
const nameIn = ({ url }: FastifyRequest): string => url.split('?')[0]!.split('/tile/')[1]!;

const tenantIn = ({ params }: FastifyRequest): string =>
  (params as { readonly tenant: string }).tenant;

/** The log of a tenant as C2SP tlog-tiles serves it: to anyone, and its entries to its auditors. */
@Controller()
export class LedgerController {
  constructor(private readonly reader: LedgerReader) {}

  @Route(ledgerRoutes.checkpoint)
  async checkpoint(@Param('tenant') tenant: string, @Res() reply: FastifyReply) {
    reply.type('text/plain; charset=utf-8').send(await this.reader.checkpoint(tenant));
  }

  @Route(ledgerRoutes.keys)
  keys(@Param('tenant') tenant: string) {
    return this.reader.keys(tenant);
  }

  @Route(ledgerRoutes.tile2)
  tile2(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.#send(request, reply);
  }

  @Route(ledgerRoutes.tile3)
  tile3(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.#send(request, reply);
  }

  @Route(ledgerRoutes.tile4)
  tile4(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.#send(request, reply);
  }

  @Route(ledgerRoutes.tile5)
  tile5(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.#send(request, reply);
  }

  async #send(request: FastifyRequest, reply: FastifyReply) {
    const bytes = await this.reader.tile(tenantIn(request), nameIn(request));
    reply.type('application/octet-stream').header('cache-control', `public, ${FOR_EVER}`);
    reply.send(bytes);
  }
}

/** The entries say which streams a tenant has and who did what, so they are for its auditors. */
@Controller()
export class EntriesController {
  constructor(private readonly reader: LedgerReader) {}

  @Route(ledgerRoutes.entries2)
  entries2(
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    return this.#send(principal, request, reply);
  }

  @Route(ledgerRoutes.entries3)
  entries3(
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    return this.#send(principal, request, reply);
  }

  @Route(ledgerRoutes.entries4)
  entries4(
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    return this.#send(principal, request, reply);
  }

  @Route(ledgerRoutes.entries5)
  entries5(
    @CurrentPrincipal() principal: Principal,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    return this.#send(principal, request, reply);
  }

  async #send({ tenant }: Principal, request: FastifyRequest, reply: FastifyReply) {
    if (tenantIn(request) !== tenant) throw problem('not-found');
    const bytes = await this.reader.tile(tenant, nameIn(request));
    reply.type('application/octet-stream').header('cache-control', `private, ${FOR_EVER}`);
    reply.send(bytes);
  }
}
