import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { json } from 'node:stream/consumers';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Notification } from '#notifications';

import { notificationSenderOf, OutboxNotificationSender } from './notification-senders.js';

const notification: Notification = {
  tenant: 'acme',
  customer: 'salma',
  about: 'one-time-code',
  route: 'telephone',
  to: '+447700900123',
  language: 'both',
  words: { en: 'Your code is 12345678.', ar: 'رمزك هو 12345678.' },
};

let data: string;
beforeEach(async () => void (data = await mkdtemp(join(tmpdir(), 'amends-letters-'))));
afterEach(() => rm(data, { recursive: true }));

const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

describe('the outbox of a development desk', () => {
  const lying = () => readdir(join(data, 'outbox'));

  it('holds the code, and not the address, for the server’s user alone', async () => {
    await notificationSenderOf({ url: '', production: false, data }).deliver(notification);
    const [name] = await lying();
    const text = await readFile(join(data, 'outbox', name!), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ customer: 'salma', words: notification.words });
    expect(text).not.toContain('7700900123');
    expect([await modeOf(join(data, 'outbox')), await modeOf(join(data, 'outbox', name!))]).toEqual(
      [0o700, 0o600],
    );
  });

  it('is emptied of what is older than an hour', async () => {
    let now = 1_700_000_000_000;
    const outbox = new OutboxNotificationSender(join(data, 'outbox'), () => now);
    await outbox.deliver(notification);
    now += 3_600_001;
    await outbox.deliver(notification);
    expect(await lying()).toHaveLength(1);
  });
});

describe('a messenger of one’s own', () => {
  let server: Server;
  let status = 202;
  const taken: unknown[] = [];

  beforeEach(
    () =>
      new Promise<void>((listening) => {
        server = createServer(async (request, response) => {
          taken.push(await json(request));
          response.writeHead(status).end();
        }).listen(0, '127.0.0.1', () => listening());
      }),
  );
  afterEach(() => new Promise((closed) => server.close(closed)));

  const mine = () => {
    const { port } = server.address() as AddressInfo;
    return notificationSenderOf({ url: `http://127.0.0.1:${port}/`, production: true, data });
  };

  it('is given each letter whole', async () => {
    await mine().deliver(notification);
    expect(taken.at(-1)).toEqual(notification);
  });

  it('is believed only when it says that it took it', async () => {
    status = 500;
    await expect(mine().deliver(notification)).rejects.toThrow('500');
  });
});

describe('a production desk without a messenger', () => {
  it('says so with every letter', () =>
    expect(
      notificationSenderOf({ url: '', production: true, data }).deliver(notification),
    ).rejects.toThrow('AMENDS_MESSENGER'));
});
