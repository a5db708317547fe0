import { Module } from '@nestjs/common';
import { aggregate, commandController, defineContext, rowsOf, wholeNumber } from '#platform';

import { budgetPolicy } from './budget/budget.policy.js';
import { callbackPolicy } from './callback/callback.policy.js';
import { type ContactDecider, contactDecider } from './contact/contact.decider.js';
import { contactCommands } from './contact/contact.routes.js';
import { matterCommands } from './contact/matters.routes.js';
import { ensure as contactRules } from './contact/contact.rules.js';
import { type ContactSettings, defaultSettings } from './contact/contact.settings.js';
import { CONTACT_SETTINGS, CONTACTS } from './contact/contact.tokens.js';
import { ContactsController } from './contacts/contacts.controller.js';
import { contactsRoutes } from './contacts/contacts.routes.js';
import { contactsView } from './contacts/contacts.view.js';
import { personal } from './contacts/erasure.reader.js';
import { handoffDeadlinePolicy } from './handoff/handoff-deadline.policy.js';
import { LeavingController } from './leaving/leaving.controller.js';
import { Leavings } from './leaving/leaving.handler.js';
import { leavingRoutes } from './leaving/leaving.routes.js';
import { awaitingUsView } from './minutes/awaiting-us.view.js';
import { MinutesController } from './minutes/minutes.controller.js';
import { CustomerMinutes } from './minutes/minutes.reader.js';
import { deviationsView } from './deviations/deviations.view.js';
import { repeatsView } from './repeats/repeats.view.js';
import { reportsRoutes } from './reports/reports.routes.js';
import { ReportsController } from './reports/reports.controller.js';
import { refusalsView } from './refusals/refusals.view.js';
import { RefusalsController } from './refusals/refusals.controller.js';
import { Refusing } from './refusals/refusing.handler.js';
import { refusalRoutes } from './refusals/refusals.routes.js';
import { leaveDecider } from './leave/leave.decider.js';
import { leaveCommands } from './leave/leave.routes.js';
import { ensure as leaveRules } from './leave/leave.rules.js';
import { LeavesController } from './leaves/leaves.controller.js';
import { leavesRoutes } from './leaves/leaves.routes.js';
import { leavesView } from './leaves/leaves.view.js';
import { SpeakingController } from './speaking/speaking.controller.js';
import { Speaking } from './speaking/speaking.handler.js';
import { speakingRoutes } from './speaking/speaking.routes.js';
import { StartingController } from './starting/starting.controller.js';
import { Starting } from './starting/starting.handler.js';
import { startingRoutes } from './starting/starting.routes.js';

@Module({})
class ContactsModule {}

const contactAggregate = (decider: ContactDecider) =>
  aggregate(decider, {
    ContactStarted: 'anyone',
    ContactLinked: 'anyone',
    AccountabilityMoved: 'anyone',
    SpeakerJoined: 'anyone',
    AgentJoined: 'anyone',
    WaitStarted: 'anyone',
    WaitEnded: 'anyone',
    RecordingAttached: 'anyone',
    StoryTold: 'anyone',
    StoryRead: 'anyone',
    StoryAskedAgain: 'anyone',
    HandoffOffered: 'anyone',
    HandoffAccepted: 'anyone',
    HandoffDeclined: 'anyone',
    HandoffTimedOut: 'anyone',
    ContactDropped: 'anyone',
    ContactEnded: 'anyone',
    ScriptLeft: 'staff',
    ScriptDeviationAssessed: 'staff',
    ScriptDeviationEndorsed: 'staff',
    ServiceRefused: 'anyone',
    LeavingWished: 'anyone',
    LeavingCarriedOut: 'anyone',
    LeavingWithdrawn: 'anyone',
    CustomerMinutesExceeded: 'staff',
  });

const leaveAggregate = aggregate(leaveDecider, {
  LeaveToSpeakGiven: 'staff',
  LeaveToSpeakWithdrawn: 'staff',
});

const moduleOf = (decider: ContactDecider, settings: ContactSettings) => ({
  module: ContactsModule,
  providers: [
    { provide: CONTACTS, useValue: decider },
    { provide: CONTACT_SETTINGS, useValue: settings },
    Starting,
    Refusing,
    Leavings,
    CustomerMinutes,
    Speaking,
  ],
  controllers: [
    commandController(decider, contactCommands),
    commandController(decider, matterCommands),
    StartingController,
    ContactsController,
    RefusalsController,
    LeavingController,
    ReportsController,
    MinutesController,
    SpeakingController,
    commandController(leaveDecider, leaveCommands),
    LeavesController,
  ],
});

/** Contacts with customers; README.md in this library explains them. */
export const contacts = defineContext({
  settings: {
    handoffSeconds: {
      env: 'AMENDS_HANDOFF_SECONDS',
      read: wholeNumber(1, 86_400),
      otherwise: defaultSettings.handoffSeconds,
      says: 'So many seconds an offered hand-off waits for an answer.',
    },
    callbackMinutes: {
      env: 'AMENDS_CALLBACK_MINUTES',
      read: wholeNumber(1, 1440),
      otherwise: defaultSettings.callbackMinutes,
      says: 'Within so many minutes a customer whom we lost on the line is called back.',
    },
    leavingHours: {
      env: 'AMENDS_LEAVING_HOURS',
      read: wholeNumber(1, 168),
      otherwise: defaultSettings.leavingHours,
      says: 'Within so many hours a customer who wants to leave has left.',
    },
    budgetMinutes: {
      env: 'AMENDS_CUSTOMER_MINUTES',
      read: wholeNumber(1, 1440),
      otherwise: defaultSettings.budgetMinutes,
      says: 'So many minutes of a customer’s time one ticket, or a contact without one, may cost.',
    },
    repeatMinutes: {
      env: 'AMENDS_REPEAT_MINUTES',
      read: wholeNumber(0, 60),
      otherwise: defaultSettings.repeatMinutes,
      says: 'So many minutes count when a customer is made to repeat their story.',
    },
  },
  create: (settings) => {
    const decider = contactDecider(settings);
    return {
      name: 'contacts',
      aggregates: [contactAggregate(decider), leaveAggregate],
      rulebooks: [contactRules, leaveRules],
      views: [contactsView, refusalsView, deviationsView, repeatsView, awaitingUsView, leavesView],
      policies: [handoffDeadlinePolicy, callbackPolicy, budgetPolicy],
      handlers: {},
      routes: rowsOf(
        contactCommands,
        matterCommands,
        startingRoutes,
        contactsRoutes,
        refusalRoutes,
        leavingRoutes,
        reportsRoutes,
        speakingRoutes,
        leaveCommands,
        leavesRoutes,
      ),
      module: moduleOf(decider, settings),
      personal,
      sinks: () => [],
    };
  },
});
