import { Module } from '@nestjs/common';
import { allRows } from '#eventing';
import {
  aggregate,
  commandController,
  defineContext,
  type PersonalData,
  type PersonalReads,
  type Person,
  type RouteRow,
  rowsOf,
  wholeNumber,
  anyText,
  several,
} from '#platform';

import { TicketConfigurationController } from './configuration/ticket-configuration.controller.js';
import { ticketConfigurationRoutes } from './configuration/ticket-configuration.routes.js';

import { AttachmentsController } from './attachments/attachments.controller.js';
import { AttachmentsErasure } from './attachments/attachments-erasure.handler.js';
import { FileDestruction } from './attachments/file-destruction.handler.js';
import { filesPolicy } from './attachments/files.policy.js';
import { AttachmentRemovalController } from './attachments/attachment-removal.controller.js';
import { attachmentRoutes } from './attachments/attachments.routes.js';
import { attachmentsView } from './attachments/attachments.view.js';
import { autoClosePolicy } from './auto-close/auto-close.policy.js';
import { followUpPolicy } from './follow-up/follow-up.policy.js';
import { holdPolicy } from './hold/hold.policy.js';
import { leavingPolicy } from './link/leaving.policy.js';
import { LinkController } from './link/link.controller.js';
import { linkPolicy } from './link/link.policy.js';
import { linkRoutes } from './link/link.routes.js';
import { LiveController } from './live/live.controller.js';
import { liveRoutes } from './live/live.routes.js';
import { OpeningController } from './origin/opening.controller.js';
import { Openings } from './origin/openings.handler.js';
import { originDecider } from './origin/origin.decider.js';
import { NextTicket } from './queue/next-ticket.handler.js';
import { NextTicketController } from './queue/next-ticket.controller.js';
import { QueueController } from './queue/queue.controller.js';
import { queueRoutes } from './queue/queue.routes.js';
import { SearchController } from './search/search.controller.js';
import { searchRoutes } from './search/search.routes.js';
import { searchView } from './search/search.view.js';
import { type TicketDecider, ticketDecider } from './ticket/ticket.decider.js';
import { ticketRoutes } from './ticket/ticket.routes.js';
import { ensure as ticketRules } from './ticket/ticket.rules.js';
import { defaultSettings, type TicketSettings } from './ticket/ticket.settings.js';
import { TICKET_SETTINGS, TICKETS } from './ticket/ticket.tokens.js';
import { TimelineController } from './timeline/timeline.controller.js';
import { timelineRoutes } from './timeline/timeline.routes.js';
import { timelineView } from './timeline/timeline.view.js';
import { WorkController } from './work/work.controller.js';
import { workRoutes } from './work/work.routes.js';
import { ShownTickets } from './worklist/shown-tickets.reader.js';
import { WorklistController } from './worklist/worklist.controller.js';
import { worklistRoutes } from './worklist/worklist.routes.js';
import type { TicketRow } from './worklist/ticket-row.view.js';
import { worklistView } from './worklist/worklist.view.js';

@Module({})
class TicketsModule {}

const ticketAggregate = (decider: TicketDecider) =>
  aggregate(decider, {
    TicketOpened: 'anyone',
    PainPointTold: 'anyone',
    TicketClassified: 'anyone',
    PriorityDerived: 'anyone',
    TicketQueued: 'staff',
    TicketAssigned: 'anyone',
    TicketReleased: 'staff',
    CustomerReplied: 'anyone',
    AgentReplied: 'anyone',
    NoteAdded: 'staff',
    AttachmentAdded: 'anyone',
    AttachmentRemoved: 'anyone',
    FileDestroyed: 'staff',
    TicketPutOnHold: 'anyone',
    TicketResumed: 'anyone',
    ResolutionProposed: 'anyone',
    ResolutionConfirmed: 'anyone',
    ResolutionRejected: 'anyone',
    TicketClosed: 'anyone',
    TicketReopened: 'anyone',
    TicketWithdrawn: 'anyone',
    TicketsLinked: 'anyone',
    TicketsUnlinked: 'anyone',
    TicketMerged: 'anyone',
    WatcherAdded: 'anyone',
    WatcherRemoved: 'anyone',
    CompanionRemoved: 'staff',
    FactCorrected: 'anyone',
    FactDisputed: 'anyone',
  });

/** Opening asks for more than the ticket's own stream: its origin. */
const { OpenTicket: _opening, ...routesOfCommands } = ticketRoutes;

const moduleOf = (decider: TicketDecider, given: TicketSettings) => ({
  module: TicketsModule,
  providers: [
    { provide: TICKETS, useValue: decider },
    { provide: TICKET_SETTINGS, useValue: given },
    FileDestruction,
    NextTicket,
    Openings,
    ShownTickets,
  ],
  controllers: [
    commandController(decider, routesOfCommands),
    OpeningController,
    WorklistController,
    TimelineController,
    QueueController,
    NextTicketController,
    WorkController,
    SearchController,
    AttachmentsController,
    AttachmentRemovalController,
    LinkController,
    LiveController,
    TicketConfigurationController,
  ],
});

const routes = rowsOf(
  ticketRoutes as Readonly<Record<string, RouteRow>>,
  ticketConfigurationRoutes,
  worklistRoutes,
  timelineRoutes,
  queueRoutes,
  workRoutes,
  searchRoutes,
  attachmentRoutes,
  linkRoutes,
  liveRoutes,
);

const PAGE = 200;

/** A person's own tickets: every text on them is about the requester. */
const ticketsOf = (
  { views }: PersonalReads,
  { tenant, customer: requester }: Person,
  where: Readonly<Record<string, number>> = {},
) =>
  allRows<TicketRow>(views, worklistView, { tenant, where: { ...where, requester }, limit: PAGE });

const personal: PersonalData = {
  async *streams(reads, person) {
    for await (const { id } of ticketsOf(reads, person)) yield { aggregate: 'ticket', id };
  },
  async *closing(reads, person) {
    const command = { type: 'CloseForErasure', data: {} };
    for await (const { id } of ticketsOf(reads, person, { active: 1 }))
      yield { aggregate: 'ticket', id, command };
  },
};

/** The settings of a decider, with those that a desk has set. */
export const ticketSettingsOf = (
  set: Pick<TicketSettings, 'reopenDays' | 'answerDays'> & Partial<TicketSettings>,
): TicketSettings => ({ ...defaultSettings, ...set });

const settings = {
  reopenDays: {
    env: 'AMENDS_REOPEN_DAYS',
    read: wholeNumber(0, 3650),
    otherwise: defaultSettings.reopenDays,
    says: "For how many days after closing the customer's reply reopens a ticket.",
  },
  categories: {
    env: 'AMENDS_CATEGORIES',
    read: several(anyText),
    otherwise: defaultSettings.categories,
    says: 'The categories that screens offer, separated by commas. Others are taken too.',
  },
  services: {
    env: 'AMENDS_SERVICES',
    read: several(anyText),
    otherwise: defaultSettings.services,
    says: 'The services that screens offer, separated by commas. Others are taken too.',
  },
  answerDays: {
    env: 'AMENDS_ANSWER_DAYS',
    read: wholeNumber(1, 365),
    otherwise: defaultSettings.answerDays,
    says: 'How many days the customer has to answer a proposed resolution.',
  },
} as const;

/** Tickets; README.md in this library explains them. */
export const tickets = defineContext({
  settings,
  create: ({ reopenDays, answerDays, categories, services }) => {
    const given = ticketSettingsOf({ reopenDays, answerDays, categories, services });
    const decider = ticketDecider(given);
    return {
      name: 'tickets',
      aggregates: [ticketAggregate(decider), aggregate(originDecider, { OriginClaimed: 'nobody' })],
      rulebooks: [ticketRules],
      views: [worklistView, searchView, attachmentsView, timelineView],
      policies: [
        holdPolicy,
        autoClosePolicy,
        followUpPolicy,
        linkPolicy,
        leavingPolicy,
        filesPolicy,
      ],
      handlers: { DestroyFile: FileDestruction },
      routes,
      module: moduleOf(decider, given),
      personal,
      sinks: (reads) => [new AttachmentsErasure(reads)],
    };
  },
});
