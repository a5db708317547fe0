import { HttpCode, RequestMapping, RequestMethod } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { RouteRow } from './route.js';

/** Serves a method at its row's path. The pipeline applies the row to each request. */
export const Route = (row: RouteRow): MethodDecorator => {
  const decorators = [
    RequestMapping({ path: row.path, method: RequestMethod[row.method] }),
    HttpCode(row.answer?.status ?? 200),
    RouteConfig({ row }),
  ];
  return (target, name, descriptor) => {
    for (const decorate of decorators) decorate(target, name, descriptor as never);
  };
};
