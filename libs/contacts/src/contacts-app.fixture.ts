import { directory } from '#directory';
import { identityChecksContext } from '#identity-checks';
import { notifications, NotificationSender } from '#notifications';
import { contextsApp, type ContextsApp } from '#platform/testing';
import { promises } from '#promises';
import { Eraser, readersFor, recordsContext, settingsWith } from '#records';
import { NotedEraser, SentNotifications } from '#records/testing';
import { teams } from '#teams';
import { defaultSettings, tickets } from '#tickets';

import { defaultSettings as contactSettings } from './contact/contact.settings.js';
import { contacts } from './index.js';

/** Contacts over HTTP on memory adapters, with everything that they ask for. */
export const contactsDesk = (): Promise<ContextsApp> =>
  contextsApp({
    contexts: [
      tickets.create(defaultSettings),
      recordsContext(settingsWith(readersFor({ country: 'EG' }), { recipients: [] })),
      notifications.create({}),
      identityChecksContext(),
      directory.create({}),
      teams.create({ administrator: 'robin' }),
      promises.create({ timeZone: 'Africa/Cairo', checkInDays: 7 }),
      contacts.create(contactSettings),
    ],
    adapters: [
      { provide: Eraser, useValue: new NotedEraser() },
      { provide: NotificationSender, useValue: new SentNotifications() },
    ],
  });
