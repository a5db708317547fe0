import { describe, it } from '@jest/globals';
import { rowsOf, rulesOf } from '#eventing/testing';

import { noticeDecider } from './notice.decider.js';
import type { NoticeEvent } from './notice.events.js';
import { noticesView } from './notices.view.js';

const id = '019ab3c4-5d6e-7fff-8f00-0123456789ab';
const at = '2026-01-05T16:00:00.000Z';
const context = {
  id: '019ab3c4-5d6e-7000-8f00-0123456789ab',
  tenant: 'acme',
  by: { kind: 'system', id: 'missed-promises' },
  at,
  correlation: 'story',
} as const;
const { given } = rulesOf(noticeDecider, context);

const data = { person: 'mona', topic: 'promise-missed', about: { promise: id } };
const notified: NoticeEvent = { type: 'StaffNotified', data };
const wasRead: NoticeEvent = { type: 'NoticeRead', data: {} };
const read = { type: 'ReadNotice', data: {} } as const;
const mona = { by: { kind: 'manager', id: 'mona' } } as const;

describe('a notice to a member of staff', () => {
  it('says what it is about', () =>
    given().when({ type: 'NotifyStaff', data }).thenHappened(notified));

  it('is read once, by the one whom it is for', () => {
    given(notified).when(read, mona).thenHappened(wasRead);
    given(notified, wasRead).when(read, mona).thenNothing();
    given(notified)
      .when(read, { by: { kind: 'manager', id: 'max' } })
      .thenRefused('notice.not-found');
    given().when(read, mona).thenRefused('notice.not-found');
  });

  it('is shown with the moment when it was read', () =>
    rowsOf(noticesView, context, `notice-acme-${id}`)
      .given(notified, wasRead)
      .shows({ ...data, id, at, readAt: at }));
});
