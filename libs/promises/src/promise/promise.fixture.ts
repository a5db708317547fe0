import type { CommandContext } from '#eventing';
import { rulesOf } from '#eventing/testing';

import { promiseDecider } from './promise.decider.js';
import type { Promised, PromiseEvent, PromiseWindow } from './promise.events.js';

/** Nine in the morning of the day of the call-back, in UTC. */
export const nine = '2026-01-05T09:00:00.000Z';
export const two = '2026-01-05T14:00:00.000Z';
export const four = '2026-01-05T16:00:00.000Z';

export const context: CommandContext = {
  id: '019ab3c4-5d6e-7000-8f00-0123456789ab',
  tenant: 'acme',
  by: { kind: 'agent', id: 'ana' },
  at: nine,
  correlation: 'story',
};

export const salma = { by: { kind: 'customer', id: 'salma' } } as const;
export const omar = { by: { kind: 'customer', id: 'omar' } } as const;
export const system = { by: { kind: 'system', id: 'promises-missed' } } as const;
export const forSalma = { onBehalfOf: 'salma' };

export const ticketId = '019ab3c4-5d6e-7ffe-8f00-0123456789ab';

export const afternoon: PromiseWindow = { from: two, to: four, timeZone: 'Africa/Cairo' };
export const tomorrow: PromiseWindow = {
  from: '2026-01-06T08:00:00.000Z',
  to: '2026-01-06T10:00:00.000Z',
  timeZone: 'Africa/Cairo',
};

export const promised: Promised = {
  to: 'salma',
  topic: 'The VPN drops every hour',
  about: { ticket: ticketId },
  window: afternoon,
  channel: 'phone',
  accountable: 'ana',
  queue: 'network',
};

export const callback: PromiseEvent = { type: 'CallbackPromised', data: promised };
export const checkIn: PromiseEvent = { type: 'CheckInPromised', data: promised };
export const missed: PromiseEvent = { type: 'PromiseMissed', data: { due: four, noticed: four } };
export const kept: PromiseEvent = { type: 'PromiseKept', data: { outcome: 'It works now.' } };
export const released: PromiseEvent = { type: 'PromiseReleased', data: { because: 'customer' } };
export const movedByUs: PromiseEvent = {
  type: 'PromiseMoved',
  data: { by: 'staff', window: tomorrow, was: afternoon, why: 'Ana is ill.' },
};

export const { given } = rulesOf(promiseDecider, context);
