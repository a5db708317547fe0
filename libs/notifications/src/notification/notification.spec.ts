import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type CommandContext, fold } from '#eventing';
import { recordedSamples, rulesOf } from '#eventing/testing';

import { notificationDecider } from './notification.decider.js';
import type { NotificationEvent } from './notification.events.js';

const context: CommandContext = {
  id: '019ab3c4-5d6e-7000-8f00-0123456789ab',
  tenant: 'acme',
  by: { kind: 'system', id: 'change-notifications' },
  at: '2026-01-05T09:00:00.000Z',
  correlation: 'story',
};
const { given } = rulesOf(notificationDecider, context);

const told = {
  customer: 'salma',
  topic: 'change-announced',
  about: { change: 'c1' },
  language: 'ar',
} as const;
const bySms = { ...told, route: 'telephone' } as const;
const untaken = { ...bySms, because: 'not-taken' } as const;
const unreachable = { ...told, because: 'no-route' } as const;

const sent: NotificationEvent = { type: 'NotificationSent', data: bySms };
const notSent: NotificationEvent = { type: 'NotificationNotSent', data: untaken };
const nowhere: NotificationEvent = { type: 'NotificationNotSent', data: unreachable };
const markSent = { type: 'MarkNotificationSent', data: bySms } as const;
const markNotSent = { type: 'MarkNotificationNotSent', data: untaken } as const;
const markNowhere = { type: 'MarkNotificationNotSent', data: unreachable } as const;

describe('a notification', () => {
  it('is sent once on a route, however often that is said', () => {
    given().when(markSent).thenHappened(sent);
    given(sent).when(markSent).thenNothing();
  });

  it('is sent on each route for itself', () => {
    const byMail = { ...bySms, route: 'email' };
    given(sent)
      .when({ type: 'MarkNotificationSent', data: byMail })
      .thenHappened({ type: 'NotificationSent', data: byMail });
  });

  it('was not sent, which is said once', () => {
    given().when(markNotSent).thenHappened(notSent);
    given(notSent).when(markNotSent).thenNothing();
    given().when(markNowhere).thenHappened(nowhere);
    given(nowhere).when(markNowhere).thenNothing();
  });

  it('is sent when it is taken later', () => {
    given(notSent).when(markSent).thenHappened(sent);
  });

  it('stays sent when a repetition is not taken', () => {
    given(sent).when(markNotSent).thenNothing();
  });

  it('stays with its customer and its topic', () => {
    given(sent)
      .when({ ...markSent, data: { ...bySms, customer: 'omar' } })
      .thenRefused('notification.another-matter');
    given(sent)
      .when({ ...markNotSent, data: { ...untaken, topic: 'survey' } })
      .thenRefused('notification.another-matter');
  });
});

/** Never changed and never removed: anyone who changes an event adds an upcaster, and new samples. */
describe('the events of notifications that were ever released', () => {
  const events = recordedSamples<NotificationEvent>(
    readFileSync(new URL('../../samples/notification-events.v1.ndjson', import.meta.url), 'utf8'),
  );

  it('fold', () => {
    const [first] = events;
    const own = events.filter(({ stream }) => stream === first!.stream);
    expect(fold(notificationDecider, own)).toEqual({
      to: { customer: 'salma', topic: 'change-announced' },
      routes: { email: 'sent', telephone: 'sent' },
    });
  });
});
