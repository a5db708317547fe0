import { describe, it } from '@jest/globals';
import type { CommandContext } from '#eventing';
import { rulesOf } from '#eventing/testing';

import { leaveDecider } from './leave.decider.js';
import type { LeaveEvent } from './leave.events.js';

const context: CommandContext = {
  id: '019ab3c4-5d6e-7000-8f00-0123456789ab',
  tenant: 'acme',
  by: { kind: 'customer', id: 'salma' },
  at: '2026-01-05T09:00:00.000Z',
  correlation: 'story',
};
const { given } = rulesOf(leaveDecider, context);
const ana = { by: { kind: 'agent', id: 'ana' } } as const;
const omar = { by: { kind: 'customer', id: 'omar' } } as const;
const system = { by: { kind: 'system', id: 'erasure' } } as const;
const ticket = '019ab3c4-5d6e-7ffe-8f00-0123456789ab';

const leave: LeaveEvent = {
  type: 'LeaveToSpeakGiven',
  data: { customer: 'salma', to: 'omar', scope: 'everything' },
};
const give = (data: object = {}) =>
  ({ type: 'GiveLeaveToSpeak', data: { to: 'omar', scope: 'everything', ...data } }) as const;
const withdraw = { type: 'WithdrawLeaveToSpeak', data: {} } as const;
const withdrawn: LeaveEvent = { type: 'LeaveToSpeakWithdrawn', data: { because: 'customer' } };

describe('leave to speak for somebody', () => {
  it('is given by the customer, or by staff on their behalf', () => {
    given().when(give()).thenHappened(leave);
    given()
      .when(give(), { ...ana, onBehalfOf: 'salma' })
      .thenHappened(leave);
    given().when(give(), ana).thenRefused('leave.for-the-customer');
  });

  it('is to somebody else, for one ticket or everything, and ends in the future', () => {
    given().when(give(), omar).thenRefused('leave.to-yourself');
    given()
      .when(give({ scope: 'ticket' }))
      .thenRefused('leave.ticket-or-everything');
    given().when(give({ ticket })).thenRefused('leave.ticket-or-everything');
    given()
      .when(give({ until: context.at }))
      .thenRefused('leave.until-past');
  });

  it('is withdrawn by the one who gave it, once', () => {
    given(leave).when(withdraw).thenHappened(withdrawn);
    given(leave, withdrawn).when(withdraw).thenNothing();
    given(leave).when(withdraw, ana).thenRefused('leave.for-the-customer');
    given(leave).when(withdraw, omar).thenRefused('leave.not-found');
    given().when(withdraw).thenRefused('leave.not-found');
  });

  it('ends when the one who gave it is erased, by the system only', () => {
    const end = { type: 'WithdrawLeaveForErasure', data: {} } as const;
    given(leave)
      .when(end, system)
      .thenHappened({ type: 'LeaveToSpeakWithdrawn', data: { because: 'erased' } });
    given(leave, withdrawn).when(end, system).thenNothing();
    given(leave).when(end).thenRefused('leave.system-only');
  });
});
