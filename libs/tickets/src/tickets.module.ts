import { type DynamicModule, Module } from '@nestjs/common';
import { commandController } from '#platform';

import { AttachmentsController } from './attachments/attachments.controller.js';
import { LinkController } from './link/link.controller.js';
import { LiveController } from './live/live.controller.js';
import { NextTicketController } from './queue/next-ticket.controller.js';
import { QueueController } from './queue/queue.controller.js';
import type { TicketDecider } from './ticket/ticket.decider.js';
import { TICKETS } from './ticket/ticket.tokens.js';
import { ticketRoutes } from './ticket/ticket.routes.js';
import { TimelineController } from './timeline/timeline.controller.js';
import { SearchController } from './search/search.controller.js';
import { WorkController } from './work/work.controller.js';
import { WorklistController } from './worklist/worklist.controller.js';

@Module({})
export class TicketsModule {}

/** Tickets over HTTP. The policy processor must be given the same decider. */
export const ticketsModule = (decider: TicketDecider): DynamicModule => ({
  module: TicketsModule,
  providers: [{ provide: TICKETS, useValue: decider }],
  controllers: [
    commandController(decider, ticketRoutes),
    WorklistController,
    TimelineController,
    QueueController,
    NextTicketController,
    WorkController,
    SearchController,
    AttachmentsController,
    LinkController,
    LiveController,
  ],
});
