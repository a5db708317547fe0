import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Notification, NotificationSender } from '#notifications';

const HOUR = 3_600_000;
const PATIENCE = 10_000;

/**
 * For development: letters lie in a folder that only the server's user can read, for an hour at most.
 * Neither addresses nor anything else from a record is in them, only codes and what is said of them.
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

/** Hands letters on to whatever sends messages here: one POST each, and 2xx means taken. */
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
    if (!response.ok) throw new Error(`The messenger answered ${response.status}.`);
  }
}

/** Where nothing carries letters: each one fails, loudly, and those that can wait are tried again. */
class NoNotificationSender extends NotificationSender {
  async deliver({ about }: Notification): Promise<void> {
    throw new Error(`Nothing carries letters (${about}): set AMENDS_MESSENGER.`);
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
