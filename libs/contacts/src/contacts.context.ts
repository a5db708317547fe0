import { Module } from '@nestjs/common';
import { aggregate, commandController, defineContext, rowsOf, wholeNumber } from '#platform';

import { callbackPolicy } from './callback/callback.policy.js';
import { type ContactDecider, contactDecider } from './contact/contact.decider.js';
import { contactCommands } from './contact/contact.routes.js';
import { ensure as contactRules } from './contact/contact.rules.js';
import { defaultSettings } from './contact/contact.settings.js';
import { CONTACTS } from './contact/contact.tokens.js';
import { ContactsController } from './contacts/contacts.controller.js';
import { contactsRoutes } from './contacts/contacts.routes.js';
import { contactsView } from './contacts/contacts.view.js';
import { personal } from './contacts/erasure.reader.js';
import { handoffDeadlinePolicy } from './handoff/handoff-deadline.policy.js';
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
      aggregates: [contactAggregate(decider)],
      rulebooks: [contactRules],
      views: [contactsView],
      policies: [handoffDeadlinePolicy, callbackPolicy],
      handlers: {},
      routes: rowsOf(contactCommands, startingRoutes, contactsRoutes),
      module: {
        module: ContactsModule,
        providers: [{ provide: CONTACTS, useValue: decider }, Starting],
        controllers: [
          commandController(decider, contactCommands),
          StartingController,
          ContactsController,
        ],
      },
      personal,
      sinks: () => [],
    };
  },
});
