import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newCommandId } from '#eventing';
import type { NotificationEvent } from '../notification/notification.events.js';
import { rowsOf } from '#eventing/testing';
import { recordsDesk } from '#records/testing';

import { Notifications } from '../notification/notifications.handler.js';
import { notificationsView } from './notifications.view.js';

const id = '019ab3c4-5d6e-7fff-8f00-0123456789ab';
const at = '2026-01-05T09:00:00.000Z';
const context = {
  id: '019ab3c4-5d6e-7000-8f00-0123456789ab',
  tenant: 'demo',
  by: { kind: 'system', id: 'change-notifications' },
  at,
  correlation: 'story',
} as const;
const told = {
  customer: 'salma',
  topic: 'change-announced',
  about: { change: 'c1' },
  language: 'ar',
} as const;

describe('the view of notifications', () => {
  const sent = (route: string): NotificationEvent => ({
    type: 'NotificationSent',
    data: { ...told, route },
  });
  const notSent = (more: { readonly route?: string }): NotificationEvent => ({
    type: 'NotificationNotSent',
    data: { ...told, ...more, because: more.route ? 'not-taken' : 'no-route' },
  });
  const { given } = rowsOf(notificationsView, context, `notification-demo-${id}`);
  const row = { ...told, id, at };

  it('shows what became of it by each route, as it was tried last', () => {
    given(notSent({ route: 'email' }), sent('telephone'), sent('email')).shows({
      ...row,
      deliveries: [
        { route: 'telephone', outcome: 'sent', at },
        { route: 'email', outcome: 'sent', at },
      ],
    });
  });

  it('shows why nothing was sent', () => {
    given(notSent({})).shows({
      ...row,
      deliveries: [{ outcome: 'not-sent', because: 'no-route', at }],
    });
  });
});

describe('what a customer was told', () => {
  let desk: Awaited<ReturnType<typeof recordsDesk>>;
  const path = '/v1/customers/salma/notifications';
  const topics = ({ items }: { readonly items: readonly { readonly topic: string }[] }) =>
    items.map(({ topic }) => topic);

  /** Minutes after nine. */
  const tell = (customer: string, topic: string, minute: number) => {
    const moment = new Date(Date.parse(at) + minute * 60_000).toISOString();
    return desk.app.get(Notifications, { strict: false }).notify({
      context: { ...context, id: newCommandId(Date.parse(moment)), at: moment },
      customer,
      topic,
      about: { change: 'c1' },
      routes: { telephone: '+201001234567' },
      words: { en: 'We were told a change.', ar: 'أُبلغنا بتغيير.' },
    });
  };

  beforeAll(async () => {
    desk = await recordsDesk();
    await tell('salma', 'one-time-code', 0);
    await tell('omar', 'one-time-code', 1);
    await tell('salma', 'change-announced', 2);
    await tell('salma', 'one-time-code', 3);
  });
  afterAll(() => desk.close());

  it.each([
    ['customer', 'salma'],
    ['agent', 'ana'],
    ['auditor', 'ida'],
  ] as const)('is there for a %s to read, newest first', async (role, sub) => {
    const { status, body } = await desk.as(role, sub).get(path);
    expect([status, topics(body)]).toEqual([
      200,
      ['one-time-code', 'change-announced', 'one-time-code'],
    ]);
    expect(body.items[1]).toMatchObject({
      about: { change: 'c1' },
      language: 'both',
      deliveries: [{ route: 'telephone', outcome: 'sent' }],
    });
    expect(JSON.stringify(body)).not.toContain('1001234567');
  });

  it('is filtered by topic, and paged', async () => {
    const ana = desk.as('agent', 'ana');
    const codes = await ana.get(`${path}?topic=one-time-code&limit=1&count=exact`);
    expect(codes.body).toMatchObject({ count: 2, items: [{ at: '2026-01-05T09:03:00.000Z' }] });
    const cursor = encodeURIComponent(codes.body.nextCursor);
    const rest = await ana.get(`${path}?topic=one-time-code&limit=1&cursor=${cursor}`);
    expect(rest.body.items).toMatchObject([{ at }]);
    expect(rest.body.nextCursor).toBeUndefined();
  });

  it('is for no other customer', async () => {
    const { status, body } = await desk.as('customer', 'omar').get(path);
    expect([status, body.code]).toEqual([404, 'record.not-found']);
  });

  it('is for no connected system', async () => {
    const { status } = await desk.as('integration', 'portal').get(path);
    expect(status).toBe(403);
  });

  it('makes somebody of whom nothing else is kept known', async () => {
    const { status, body } = await desk.as('customer', 'omar').get('/v1/customers/omar/data');
    expect([status, body.kept]).toEqual([200, []]);
  });
});
