import { type Clock, systemClock } from '#eventing';
import { directory } from '#directory';
import { identityChecksContext } from '#identity-checks';
import { type Notification, notifications, NotificationSender } from '#notifications';
import { contextsApp } from '#platform/testing';

import {
  type CustomerKey,
  Eraser,
  type ErasureReceipt,
  readersFor,
  recordsContext,
  settingsWith,
} from './index.js';

export type { Sent } from '#platform/testing';

export class SentNotifications extends NotificationSender {
  readonly all: Notification[] = [];

  async deliver(notification: Notification): Promise<void> {
    this.all.push(notification);
  }
}

/** Reports that it has erased, and remembers whom. */
export class NotedEraser extends Eraser {
  readonly erased: string[] = [];

  async keysOf(_: string, customers: readonly string[]) {
    return customers.map((customer) => ({ customer, key: `key-of-${customer}` }));
  }

  async erase(tenant: string, keys: readonly CustomerKey[], position: number) {
    this.erased.push(...keys.map(({ customer }) => `${tenant}/${customer}`));
    const at = new Date().toISOString();
    return { at, sinks: [{ sink: 'keys', position, done: true }] } satisfies ErasureReceipt;
  }
}

/** Records over HTTP on memory adapters, with identity checks and the directory. */
export const recordsDesk = async (clock: Clock = systemClock) => {
  const settings = settingsWith(readersFor({ country: 'EG' }), {
    recipients: [{ system: 'billing', fields: ['address'] }],
  });
  const [eraser, sent] = [new NotedEraser(), new SentNotifications()];
  const app = await contextsApp(
    {
      contexts: [
        recordsContext(settings),
        notifications.create({}),
        identityChecksContext(),
        directory.create({}),
      ],
      adapters: [
        { provide: Eraser, useValue: eraser },
        { provide: NotificationSender, useValue: sent },
      ],
    },
    clock,
  );
  return { ...app, eraser, sent };
};
