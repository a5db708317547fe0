import { describe, expect, it } from '@jest/globals';
import { type CommandContext, type Commands, handling, type RecordedEvent } from '#eventing';
import { MemoryEventStore } from '#eventing/testing';
import { type Comparable, KnownRecord } from '#records';

import { type Notification, NotificationSender } from './notification-sender.port.js';
import type { NotificationEvent } from './notification.events.js';
import { type NotificationRequest, Notifications } from './notifications.handler.js';

const context: CommandContext = {
  id: '019ab3c4-5d6e-7000-8f00-0123456789ab',
  tenant: 'acme',
  by: { kind: 'system', id: 'change-notifications' },
  at: '2026-01-05T09:00:00.000Z',
  correlation: 'story',
};
const sms = '+447700900123';
const mail = 'salma@example.org';
const code = '90817263';

const request: NotificationRequest = {
  context,
  customer: 'salma',
  topic: 'change-announced',
  about: { change: 'c1' },
  routes: { telephone: sms, email: mail },
  words: { en: `Your code is ${code}.`, ar: `رمزك هو ${code}.` },
};

class OneRecord extends KnownRecord {
  constructor(private readonly known: Readonly<Record<string, Comparable>>) {
    super();
  }

  async values() {
    return this.known;
  }
}

/** Takes everything, except on the routes that are broken. */
class Sender extends NotificationSender {
  readonly taken: Notification[] = [];
  readonly broken = new Set<string>();

  async deliver(notification: Notification): Promise<void> {
    if (this.broken.has(notification.route)) throw new Error(`No way to ${notification.to}.`);
    this.taken.push(notification);
  }
}

const desk = (known: Readonly<Record<string, Comparable>> = {}) => {
  const [store, sender] = [new MemoryEventStore(), new Sender()];
  const commands = {
    send: (decider, id, command) => handling(store, decider)(id, command),
  } satisfies Pick<Commands, 'send'>;
  const notifications = new Notifications(
    commands as unknown as Commands,
    new OneRecord(known),
    sender,
  );
  const recorded = async () =>
    (await store.readAll({ limit: 100 })) as unknown as RecordedEvent<NotificationEvent>[];
  const outcomes = async () =>
    (await recorded()).map(({ type, data }) => `${data.route ?? 'nowhere'}: ${type}`);
  return { sender, notifications, recorded, outcomes };
};

describe('telling a customer something', () => {
  it('is sent by every route, and is recorded for each', async () => {
    const { sender, notifications, recorded, outcomes } = desk();
    await notifications.notify(request);
    expect(sender.taken).toMatchObject([
      { route: 'telephone', to: sms, about: 'change-announced' },
      { route: 'email', to: mail, about: 'change-announced' },
    ]);
    expect(await outcomes()).toEqual(['telephone: NotificationSent', 'email: NotificationSent']);
    const [first, second] = await recorded();
    expect(first).toMatchObject({
      data: { customer: 'salma', topic: 'change-announced', about: { change: 'c1' } },
      meta: { causation: context.id, actor: context.by },
    });
    expect(second!.stream).toBe(first!.stream);
  });

  it('leaves neither its words nor where it went in the log', async () => {
    const { sender, notifications, recorded } = desk();
    sender.broken.add('email');
    await expect(notifications.notify(request)).rejects.toThrow(mail);
    const log = (await recorded())
      .flatMap(({ envelope, dataBytes }) => [envelope, dataBytes])
      .map((bytes) => Buffer.from(bytes).toString())
      .join('\n');
    expect(log).toContain('not-taken');
    for (const secret of [code, sms, mail]) expect(log).not.toContain(secret);
  });

  it('is recorded as not sent where there is no route', async () => {
    const { sender, notifications, recorded } = desk();
    await notifications.notify({ ...request, routes: {} });
    expect(sender.taken).toEqual([]);
    expect(await recorded()).toMatchObject([
      { type: 'NotificationNotSent', data: { customer: 'salma', because: 'no-route' } },
    ]);
  });

  it('fails where a route fails, after the others were told and all was recorded', async () => {
    const { sender, notifications, outcomes } = desk();
    sender.broken.add('telephone');
    await expect(notifications.notify(request)).rejects.toThrow('No way');
    expect(sender.taken).toMatchObject([{ route: 'email' }]);
    expect((await outcomes()).toSorted()).toEqual([
      'email: NotificationSent',
      'telephone: NotificationNotSent',
    ]);
  });
});

describe('telling it again for the same command', () => {
  const again = { ...request, context: { ...context, at: '2026-01-05T09:05:00.000Z' } };

  it('sends again, and records it once', async () => {
    const { sender, notifications, outcomes } = desk();
    await notifications.notify(request);
    await notifications.notify(again);
    expect(sender.taken).toHaveLength(4);
    expect(await outcomes()).toHaveLength(2);
  });

  it('records that a route took it in the end', async () => {
    const { sender, notifications, outcomes } = desk();
    sender.broken.add('telephone');
    await expect(
      notifications.notify({ ...request, routes: { telephone: sms } }),
    ).rejects.toThrow();
    sender.broken.clear();
    await notifications.notify({ ...again, routes: { telephone: sms } });
    expect(await outcomes()).toEqual([
      'telephone: NotificationNotSent',
      'telephone: NotificationSent',
    ]);
  });

  it('is told apart from what else the command has to tell', async () => {
    const { notifications, recorded } = desk();
    await notifications.notify(request);
    await notifications.notify({ ...request, about: { change: 'c2' } });
    expect(new Set((await recorded()).map(({ stream }) => stream)).size).toBe(2);
  });
});

describe('the language of a notification', () => {
  const languageFor = async (known: Readonly<Record<string, Comparable>>, more: object = {}) => {
    const { sender, notifications, recorded } = desk(known);
    await notifications.notify({ ...request, ...more });
    const [{ data }] = (await recorded()) as [RecordedEvent<NotificationEvent>];
    expect(sender.taken[0]!.language).toBe(data.language);
    return data.language;
  };

  it.each([
    ['ar', { language: 'ar' }],
    ['ar', { language: 'ar-EG' }],
    ['en', { language: 'en-GB' }],
    ['both', { language: 'arn' }],
    ['both', { language: 'fr' }],
    ['both', {}],
  ])('is %s for a record that says %j', async (language, known) =>
    expect(await languageFor(known)).toBe(language),
  );

  it('is the one that was asked for, whatever the record says', async () =>
    expect(await languageFor({ language: 'ar' }, { language: 'en' })).toBe('en'));
});
