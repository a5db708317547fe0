import { Module } from '@nestjs/common';
import { aggregate, commandController, defineContext, rowsOf, wholeNumber } from '#platform';

import { EscalationRequests } from './asking/escalation-requests.handler.js';
import { DossierController } from './dossier/dossier.controller.js';
import { dossierRoutes } from './dossier/dossier.routes.js';
import { Dossiers } from './dossier/dossiers.handler.js';
import { type EscalationDecider, escalationDecider } from './escalation/escalation.decider.js';
import { escalationCommands } from './escalation/escalation.routes.js';
import { ensure as escalationRules } from './escalation/escalation.rules.js';
import { defaultSettings } from './escalation/escalation.settings.js';
import { ESCALATION_DECIDER } from './escalation/escalation.tokens.js';
import { personal } from './escalations/erasure.reader.js';
import { EscalationsController } from './escalations/escalations.controller.js';
import { escalationsRoutes } from './escalations/escalations.routes.js';
import { escalationsView } from './escalations/escalations.view.js';
import { EscalationLiveController } from './escalations/live.controller.js';
import { ManagersController } from './managers/managers.controller.js';
import { managersRoutes } from './managers/managers.routes.js';
import { offersView } from './managers/offers.view.js';
import { NoticedMatters } from './noticing/noticed.handler.js';
import { noticedPolicy } from './noticing/noticed.policy.js';
import { Climbing } from './offering/climbing.handler.js';
import { lapsePolicy } from './offering/lapse.policy.js';
import { offerToldPolicy } from './offering/offer-told.policy.js';

@Module({})
class EscalationsModule {}

const escalationAggregate = (decider: EscalationDecider) =>
  aggregate(decider, {
    EscalationRequested: 'anyone',
    EscalationJoined: 'anyone',
    EscalationOffered: 'anyone',
    EscalationAccepted: 'anyone',
    EscalationDeclined: 'anyone',
    EscalationLapsed: 'anyone',
    EscalationClimbed: 'anyone',
    EscalationAssigned: 'anyone',
    DossierPrepared: 'staff',
    DossierRead: 'staff',
    ContactTaken: 'anyone',
    EscalationResolved: 'anyone',
    EscalationConfirmed: 'anyone',
    EscalationReturned: 'anyone',
    EscalationWithdrawn: 'anyone',
  });

/** Escalations and who has them; README.md in this library explains them. */
export const escalations = defineContext({
  settings: {
    offerMinutes: {
      env: 'AMENDS_ESCALATION_OFFER_MINUTES',
      read: wholeNumber(1, 10_080),
      otherwise: defaultSettings.offerMinutes,
      says: 'So many minutes a manager has to accept or to decline an escalation. Then it climbs.',
    },
    contactMinutes: {
      env: 'AMENDS_ESCALATION_CONTACT_MINUTES',
      read: wholeNumber(1, 10_080),
      otherwise: defaultSettings.contactMinutes,
      says: 'Within so many minutes the customer hears from the person who has the escalation.',
    },
  },
  create: ({ offerMinutes, contactMinutes }) => {
    const decider = escalationDecider({ offerMinutes, contactMinutes });
    return {
      name: 'escalations',
      aggregates: [escalationAggregate(decider)],
      rulebooks: [escalationRules],
      views: [escalationsView, offersView],
      policies: [lapsePolicy, offerToldPolicy, noticedPolicy],
      handlers: {
        RequestEscalation: EscalationRequests,
        LapseEscalation: Climbing,
        EscalateNoticed: NoticedMatters,
      },
      routes: rowsOf(escalationCommands, escalationsRoutes, managersRoutes, dossierRoutes),
      module: {
        module: EscalationsModule,
        providers: [
          { provide: ESCALATION_DECIDER, useValue: decider },
          EscalationRequests,
          Climbing,
          NoticedMatters,
          Dossiers,
        ],
        controllers: [
          commandController(decider, escalationCommands),
          EscalationsController,
          EscalationLiveController,
          ManagersController,
          DossierController,
        ],
      },
      personal,
      sinks: () => [],
    };
  },
});
