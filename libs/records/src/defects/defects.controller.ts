import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Route, ListQueries } from '#platform';

import { defectsRoutes } from './defects.routes.js';
import { type DefectRow, defectsView } from './defects.view.js';
import { type OriginRow, originsView } from './origins.view.js';

const shownOrigin = ({ changed: _changed, ...shown }: OriginRow) => shown;

@Controller()
export class DefectsController {
  constructor(private readonly lists: ListQueries) {}

  @Route(defectsRoutes.report)
  report(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.lists.page(request, reply, { view: originsView, show: shownOrigin });
  }

  @Route(defectsRoutes.list)
  list(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.lists.page(request, reply, { view: defectsView, show: (row: DefectRow) => row });
  }
}
