import { Controller, Header, Inject, Param, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answers } from '#platform';
import type { EntryKind } from './directory.events.js';
import { Directory } from './directory.controller.js';
import { ensure } from './directory.rules.js';
import { discoveryRoutes, SCIM, scimRoutes } from './scim.routes.js';
import { resourceTypes, schemas, serviceProviderConfig, urns } from './scim.settings.js';

/** Users or groups over SCIM 2.0 (RFC 7644). */
export const scimController = (kind: EntryKind): Type => {
  const routes = scimRoutes(kind);

  @Controller()
  class ScimController {
    constructor(@Inject(Directory) readonly directory: Directory) {}

    @Answers(routes.create)
    create(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
      return this.directory.create(kind, request, reply);
    }

    @Answers(routes.list)
    list(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
      return this.directory.list(kind, request, reply);
    }

    @Answers(routes.one)
    one(
      @Param('id') id: string,
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ) {
      return this.directory.one(kind, request, reply, id);
    }

    @Answers(routes.replace)
    replace(
      @Param('id') id: string,
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ) {
      return this.directory.replace(kind, request, reply, id);
    }

    @Answers(routes.patch)
    patch(
      @Param('id') id: string,
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ) {
      return this.directory.patch(kind, request, reply, id);
    }

    @Answers(routes.remove)
    remove(
      @Param('id') id: string,
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ) {
      return this.directory.remove(kind, request, reply, id);
    }
  }
  return ScimController;
};

const listOf = (Resources: readonly object[]) => ({
  schemas: [urns.list],
  totalResults: Resources.length,
  startIndex: 1,
  itemsPerPage: Resources.length,
  Resources,
});

const found = <T extends { readonly id: string }>(all: readonly T[], id: string): T => {
  const one = all.find((each) => each.id === id);
  ensure(one !== undefined, 'not-found');
  return one!;
};

/** What the service tells of itself. */
@Controller()
export class DiscoveryController {
  @Answers(discoveryRoutes.config)
  @Header('content-type', SCIM)
  config() {
    return serviceProviderConfig;
  }

  @Answers(discoveryRoutes.types)
  @Header('content-type', SCIM)
  types() {
    return listOf(resourceTypes);
  }

  @Answers(discoveryRoutes.type)
  @Header('content-type', SCIM)
  type(@Param('type') type: string) {
    return found(resourceTypes, type);
  }

  @Answers(discoveryRoutes.schemas)
  @Header('content-type', SCIM)
  schemas() {
    return listOf(schemas);
  }

  @Answers(discoveryRoutes.schema)
  @Header('content-type', SCIM)
  schema(@Param('schema') schema: string) {
    return found(schemas, schema);
  }
}
