import { Body, Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type CommandContext, Commands, newAggregateId } from '#eventing';
import {
  Route,
  commandController,
  HttpPipeline,
  etagOf,
  IssuedBy,
  ListQueries,
  scopeOf,
  type Items,
} from '#platform';

import { accessRules, apiKeyDecider } from './api-key.decider.js';
import type { ApiKeyEvent } from './api-key.events.js';
import { IssueApiKey } from './api-key.requests.js';
import { apiKeyCommands, apiKeyRoutes } from './api-key.routes.js';
import { apiKeyView, type ApiKeyRow } from './api-key.view.js';
import { makeKey } from './key.mapping.js';

export const ApiKeyCommandController = commandController(apiKeyDecider, apiKeyCommands);

const withoutHash = (row: ApiKeyRow) => {
  const { hash: _hash, tenant: _tenant, ...shown } = row;
  return shown;
};

@Controller()
export class ApiKeyController {
  constructor(
    private readonly commands: Commands,
    private readonly lists: ListQueries,
    private readonly pipeline: HttpPipeline,
  ) {}

  @Route(apiKeyRoutes.issue)
  async issue(
    @Body() wish: IssueApiKey,
    @IssuedBy() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    this.#ensureServed(wish.scopes);
    const id = newAggregateId(context.id);
    const { key, hash } = makeKey(context.tenant, id);
    const command = { ...context, type: 'IssueApiKey', data: { ...wish, hash } } as const;
    const { version, position, events } = await this.commands.send(apiKeyDecider, id, command);
    const [made] = events as unknown as readonly ApiKeyEvent[];
    accessRules(made?.type === 'ApiKeyIssued' && made.data.hash === hash, 'shown-once', { id });
    reply.headers({
      etag: etagOf(version),
      'amends-position': position,
      location: `${apiKeyRoutes.issue.path}/${id}`,
    });
    return { id, version, key };
  }

  @Route(apiKeyRoutes.list)
  list(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Items<unknown>> {
    return this.lists.page(request, reply, { view: apiKeyView, show: withoutHash });
  }

  /** A key with only unknown scopes would open nothing, and nobody would know why. */
  #ensureServed(scopes: readonly string[]) {
    const served = new Set(
      this.pipeline.rows.filter(({ roles }) => roles !== 'anyone').map(scopeOf),
    );
    const unknown = scopes.filter((scope) => !served.has(scope));
    accessRules(unknown.length === 0, 'unknown-scope', { unknown, scopes: [...served].toSorted() });
  }
}
