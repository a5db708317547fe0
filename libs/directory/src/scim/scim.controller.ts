import { Controller, Header, Inject, Param, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Route } from '#platform';

import type { EntryKind } from '../entry/entry.events.js';
import { Directory } from '../entry/entries.handler.js';
import { ensure } from '../entry/entry.rules.js';
import { discoveryRoutes, SCIM, scimRoutes } from './scim.routes.js';
import { resourceTypes, schemas, serviceProviderConfig, urns } from './scim.representation.js';

type Routes = ReturnType<typeof scimRoutes>;
type Name = keyof Routes;

/** What each route asks of the directory. */
const asking: {
  readonly [N in Name]: (
    directory: Directory,
    kind: EntryKind,
    request: FastifyRequest,
    reply: FastifyReply,
  ) => Promise<unknown>;
} = {
  create: (directory, kind, ...asked) => directory.create(kind, ...asked),
  list: (directory, kind, ...asked) => directory.list(kind, ...asked),
  one: (directory, kind, ...asked) => directory.one(kind, ...asked),
  replace: (directory, kind, ...asked) => directory.replace(kind, ...asked),
  patch: (directory, kind, ...asked) => directory.patch(kind, ...asked),
  remove: (directory, kind, ...asked) => directory.remove(kind, ...asked),
};

type Controlling = Type<{ readonly directory: Directory }>;

const addMethod = (controller: Controlling, name: Name, kind: EntryKind) => {
  const value = function (
    this: { readonly directory: Directory },
    request: FastifyRequest,
    reply: FastifyReply,
  ) {
    return asking[name](this.directory, kind, request, reply);
  };
  const descriptor = { value, writable: true, configurable: true };
  Object.defineProperty(controller.prototype, name, descriptor);
  Req()(controller.prototype, name, 0);
  Res({ passthrough: true })(controller.prototype, name, 1);
  Route(scimRoutes(kind)[name])(controller.prototype, name, descriptor);
};

/** Users or groups over SCIM 2.0 (RFC 7644): one method for each row. */
export const scimController = (kind: EntryKind): Type => {
  class ScimController {
    constructor(readonly directory: Directory) {}
  }
  Inject(Directory)(ScimController, undefined, 0);
  for (const name of Object.keys(asking) as Name[]) addMethod(ScimController, name, kind);
  Controller()(ScimController);
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
  @Route(discoveryRoutes.config)
  @Header('content-type', SCIM)
  config() {
    return serviceProviderConfig;
  }

  @Route(discoveryRoutes.types)
  @Header('content-type', SCIM)
  types() {
    return listOf(resourceTypes);
  }

  @Route(discoveryRoutes.type)
  @Header('content-type', SCIM)
  type(@Param('type') type: string) {
    return found(resourceTypes, type);
  }

  @Route(discoveryRoutes.schemas)
  @Header('content-type', SCIM)
  schemas() {
    return listOf(schemas);
  }

  @Route(discoveryRoutes.schema)
  @Header('content-type', SCIM)
  schema(@Param('schema') schema: string) {
    return found(schemas, schema);
  }
}
