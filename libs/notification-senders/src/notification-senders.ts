import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Notification, NotificationSender } from '#notifications';

const HOUR = 3_600_000;
const PATIENCE = 10_000;

/**
 * For development: writes notifications to a folder that only the server's user can read, and
 * deletes them after an hour. They contain codes and field names, but no addresses or other values
 * of a record.
 */
export class OutboxNotificationSender extends NotificationSender {
  constructor(
    private readonly folder: string,
    private readonly now: () => number = Date.now,
  ) {
    super();
  }

  async deliver(notification: Notification): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await this.#sweep();
    const name = `${this.now()}-${randomUUID()}`;
    const { tenant, customer, about, route, language, words } = notification;
    const told = { tenant, customer, about, route, language, words };
    const text = JSON.stringify(told, undefined, 2);
    const draft = join(this.folder, `.${name}`);
    await writeFile(draft, `${text}\n`, { mode: 0o600 });
    await rename(draft, join(this.folder, `${name}.json`));
  }

  async #sweep() {
    const oldest = this.now() - HOUR;
    const old = (await readdir(this.folder)).filter((name) => Number.parseInt(name, 10) < oldest);
    await Promise.all(old.map((name) => rm(join(this.folder, name), { force: true })));
  }
}

/** Posts each notification to a URL that delivers it; any 2xx means accepted. */
export class WebhookNotificationSender extends NotificationSender {
  constructor(private readonly url: string) {
    super();
  }

  async deliver(notification: Notification): Promise<void> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(notification),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`The notification endpoint answered ${response.status}.`);
  }
}

/**
 * Without a sender: each notification fails with an error, and those that can wait are tried again.
 */
class NoNotificationSender extends NotificationSender {
  async deliver({ about }: Notification): Promise<void> {
    throw new Error(`Notifications (${about}) cannot be sent: set AMENDS_MESSENGER.`);
  }
}

interface Choice {
  readonly url: string;
  readonly production: boolean;
  readonly data: string;
}

export const notificationSenderOf = ({ url, production, data }: Choice): NotificationSender => {
  if (url !== '') return new WebhookNotificationSender(url);
  return production
    ? new NoNotificationSender()
    : new OutboxNotificationSender(join(data, 'outbox'));
};
