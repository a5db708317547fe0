import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { commandController, CurrentPrincipal, ListQueries, type Principal, Route } from '#platform';

import { noticeDecider } from './notice.decider.js';
import { noticeCommands, noticesRoutes } from './notices.routes.js';
import { type NoticeRow, noticesView } from './notices.view.js';

export const NoticeCommandController = commandController(noticeDecider, noticeCommands);

const shown = ({ person: _person, ...rest }: NoticeRow): Omit<NoticeRow, 'person'> => rest;

@Controller()
export class NoticesController {
  constructor(private readonly lists: ListQueries) {}

  @Route(noticesRoutes.mine)
  mine(
    @CurrentPrincipal() { id: person }: Principal,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.lists.page(request, reply, { view: noticesView, where: { person }, show: shown });
  }
}
