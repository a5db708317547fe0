import { Controller, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentPrincipal, type Items, ListQueries, type Principal, Route } from '#platform';
import { recordRules } from '#records';

import { notificationsRoutes } from './notifications.routes.js';
import { type NotificationRow, notificationsView } from './notifications.view.js';

type Shown = Omit<NotificationRow, 'customer'>;

const shown = (row: NotificationRow): Shown => {
  const { customer: _customer, ...rest } = row;
  return rest;
};

/** What customers were told. */
@Controller()
export class NotificationsController {
  constructor(@Inject(ListQueries) private readonly lists: ListQueries) {}

  @Route(notificationsRoutes.list)
  list(
    @CurrentPrincipal() { role, id }: Principal,
    @Param('id') customer: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Items<Shown>> {
    recordRules(role !== 'customer' || id === customer, 'not-found');
    return this.lists.page(request, reply, {
      view: notificationsView,
      where: { customer },
      show: shown,
    });
  }
}
