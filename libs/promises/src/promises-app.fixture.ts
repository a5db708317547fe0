import { identityChecksContext } from '#identity-checks';
import { notifications, NotificationSender } from '#notifications';
import { contextsApp, type ContextsApp } from '#platform/testing';
import { Eraser, readersFor, recordsContext, settingsWith } from '#records';
import { NotedEraser, SentNotifications } from '#records/testing';
import { directory } from '#directory';
import { teams } from '#teams';
import { defaultSettings, tickets } from '#tickets';

import { promises } from './index.js';

/** Promises over HTTP on memory adapters, with everything that they ask for. */
export const promisesDesk = (): Promise<ContextsApp> =>
  contextsApp({
    contexts: [
      tickets.create(defaultSettings),
      recordsContext(settingsWith(readersFor({ country: 'EG' }), { recipients: [] })),
      notifications.create({}),
      identityChecksContext(),
      directory.create({}),
      teams.create({ administrator: 'robin' }),
      promises.create({ timeZone: 'Africa/Cairo', checkInDays: 7 }),
    ],
    adapters: [
      { provide: Eraser, useValue: new NotedEraser() },
      { provide: NotificationSender, useValue: new SentNotifications() },
    ],
  });
