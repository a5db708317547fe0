import { Body, Controller, Header, Param, Query, Res, type Type } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { CommandContext, Moment } from '#eventing';
import { etagOf, IssuedBy, ReadBy, type ReadContext, Route } from '#platform';

import { Directory } from '../entry/entries.handler.js';
import type { EntryRef } from '../entry/entry-changes.handler.js';
import { ReadTrace } from '../entry/read-trace.handler.js';
import type { EntryKind } from '../entry/entry.events.js';
import type { EntryRow } from '../entries/entries.view.js';
import { ensure } from '../entry/entry.rules.js';
import { listShown, locationOf, resourceShown } from './resource.representation.js';
import type { PatchOperations } from './patch.mapping.js';
import type { Members } from './scim.mapping.js';
import {
  LARGEST_LIST,
  resourceTypes,
  schemas,
  serviceProviderConfig,
} from './scim.representation.js';
import { ListResources, ReadResource } from './scim.requests.js';
import { SCIM } from './scim-refusals.mapping.js';
import { discoveryRoutes, scimRoutes } from './scim.routes.js';

/** Answers with an entry as it is now. */
const answered = async (
  directory: Directory,
  reply: FastifyReply,
  { at, ...ref }: EntryRef & { readonly at: Moment },
  query: ReadResource = {},
) => {
  const row = await directory.one(ref);
  reply.headers({ 'content-type': SCIM, etag: etagOf(row.version) });
  return resourceShown(row, query, await directory.corrected(row, ref.tenant, at));
};

const pageIn = ({ filter, startIndex = 1, count = LARGEST_LIST }: ListResources) => ({
  filter,
  skip: Math.max(0, startIndex - 1),
  count: Math.min(LARGEST_LIST, Math.max(0, count)),
});

const idsOf = (rows: readonly EntryRow[]) => rows.map(({ id }) => id);

/** Makes and lists users or groups over SCIM 2.0 (RFC 7644). */
export const scimCollectionController = (kind: EntryKind, routes = scimRoutes(kind)): Type => {
  @Controller()
  class ScimCollectionController {
    constructor(
      readonly directory: Directory,
      readonly trace: ReadTrace,
    ) {}

    @Route(routes.create)
    async create(
      @IssuedBy() context: CommandContext,
      @Body() body: Members,
      @Res({ passthrough: true }) reply: FastifyReply,
    ) {
      const id = await this.directory.create(kind, context, body);
      reply.header('location', locationOf({ kind, id }));
      return answered(this.directory, reply, { ...context, kind, id });
    }

    @Route(routes.list)
    @Header('content-type', SCIM)
    async list(@ReadBy() reader: ReadContext, @Query() query: ListResources) {
      const page = pageIn(query);
      const { tenant } = reader.principal;
      const { rows, total } = await this.directory.list({ kind, tenant, ...page });
      await this.trace.leave(reader, kind, idsOf(rows));
      return listShown(
        rows.map((row) => resourceShown(row, query)),
        total,
        page.skip + 1,
      );
    }
  }
  return ScimCollectionController;
};

/** Reads one user or group over SCIM 2.0. */
export const scimReadController = (kind: EntryKind, routes = scimRoutes(kind)): Type => {
  @Controller()
  class ScimReadController {
    constructor(
      readonly directory: Directory,
      readonly trace: ReadTrace,
    ) {}

    @Route(routes.one)
    async one(
      @Param('id') id: string,
      @Query() query: ReadResource,
      @ReadBy() reader: ReadContext,
      @Res({ passthrough: true }) reply: FastifyReply,
    ) {
      const ref = { kind, tenant: reader.principal.tenant, id, at: reader.at };
      const shown = await answered(this.directory, reply, ref, query);
      await this.trace.leave(reader, kind, [id]);
      return shown;
    }
  }
  return ScimReadController;
};

/** Changes one user or group over SCIM 2.0. */
export const scimResourceController = (kind: EntryKind, routes = scimRoutes(kind)): Type => {
  @Controller()
  class ScimResourceController {
    constructor(readonly directory: Directory) {}

    @Route(routes.replace)
    async replace(
      @Param('id') id: string,
      @IssuedBy() context: CommandContext,
      @Body() body: Members,
      @Res({ passthrough: true }) reply: FastifyReply,
    ) {
      await this.directory.replace({ ...context, kind, id }, context, body);
      return answered(this.directory, reply, { ...context, kind, id });
    }

    @Route(routes.patch)
    async patch(
      @Param('id') id: string,
      @IssuedBy() context: CommandContext,
      @Body() body: PatchOperations,
      @Res({ passthrough: true }) reply: FastifyReply,
    ) {
      await this.directory.patch({ ...context, kind, id }, context, body);
      return answered(this.directory, reply, { ...context, kind, id });
    }

    @Route(routes.remove)
    remove(@Param('id') id: string, @IssuedBy() context: CommandContext) {
      return this.directory.remove({ ...context, kind, id }, context);
    }
  }
  return ScimResourceController;
};

const found = <T extends { readonly id: string }>(all: readonly T[], id: string): T => {
  const one = all.find((each) => each.id === id);
  ensure(one !== undefined, 'not-found');
  return one!;
};

/** What the service says about itself. */
@Controller()
export class DiscoveryController {
  @Route(discoveryRoutes.config)
  @Header('content-type', SCIM)
  config() {
    return serviceProviderConfig;
  }

  @Route(discoveryRoutes.types)
  @Header('content-type', SCIM)
  types() {
    return listShown(resourceTypes);
  }

  @Route(discoveryRoutes.type)
  @Header('content-type', SCIM)
  type(@Param('type') type: string) {
    return found(resourceTypes, type);
  }

  @Route(discoveryRoutes.schemas)
  @Header('content-type', SCIM)
  schemas() {
    return listShown(schemas);
  }

  @Route(discoveryRoutes.schema)
  @Header('content-type', SCIM)
  schema(@Param('schema') schema: string) {
    return found(schemas, schema);
  }
}
