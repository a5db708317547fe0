import { describe, it } from '@jest/globals';

import type { EscalationEvent } from './escalation.events.js';
import {
  confirmed,
  dina,
  given,
  mona,
  offeredToMona,
  omar,
  requested,
  resolved,
  system,
  toDina,
  withMona,
} from './escalation.fixture.js';

const outcome = 'An engineer comes on Wednesday.';
const resolve = { type: 'ResolveEscalation', data: { outcome } } as const;
const confirm = { type: 'ConfirmEscalation', data: {} } as const;
const giveBack = { type: 'ReturnEscalation', data: { reason: 'Nobody came.' } } as const;
const returned: EscalationEvent = { type: 'EscalationReturned', data: { reason: 'Nobody came.' } };
const withdraw = { type: 'WithdrawEscalation', data: {} } as const;
const withdrawn: EscalationEvent = { type: 'EscalationWithdrawn', data: { because: 'customer' } };
const forSalma = { onBehalfOf: 'salma' };

describe('resolving an escalation', () => {
  it('is for the person who has it, once', () => {
    given(...withMona)
      .when(resolve, mona)
      .thenHappened(resolved);
    given(...withMona)
      .when(resolve, dina)
      .thenRefused('escalation.not-yours');
    given(...withMona, resolved)
      .when(resolve, mona)
      .thenNothing();
  });

  it('is not possible before somebody has it, or after its end', () => {
    given(requested, offeredToMona).when(resolve, mona).thenRefused('escalation.not-accepted');
    given(...withMona, resolved, confirmed)
      .when(resolve, mona)
      .thenRefused('escalation.over');
  });
});

describe('the customer’s answer', () => {
  it('confirms what is resolved, or returns it to the person who has it', () => {
    given(...withMona, resolved)
      .when(confirm)
      .thenHappened(confirmed);
    given(...withMona, resolved)
      .when(giveBack)
      .thenHappened(returned);
    given(...withMona, resolved, returned)
      .when(resolve, mona)
      .thenHappened(resolved);
  });

  it('waits until it is resolved', () => {
    given(...withMona)
      .when(confirm)
      .thenRefused('escalation.not-resolved');
    given(...withMona, resolved, returned)
      .when(confirm)
      .thenRefused('escalation.not-resolved');
  });

  it('can be recorded by staff for the customer, but not by whoever resolved it', () => {
    given(...withMona, resolved)
      .when(confirm, { ...dina, ...forSalma })
      .thenHappened(confirmed);
    given(...withMona, resolved)
      .when(confirm, { ...mona, ...forSalma })
      .thenRefused('escalation.own-resolution');
    given(...withMona, resolved)
      .when(confirm, dina)
      .thenRefused('escalation.customer-only');
    given(...withMona, resolved)
      .when(confirm, { ...dina, onBehalfOf: 'omar' })
      .thenRefused('escalation.not-their-escalation');
  });

  it('is nobody else’s', () =>
    given(...withMona, resolved)
      .when(confirm, omar)
      .thenRefused('escalation.not-found'));
});

describe('withdrawing an escalation', () => {
  it('is for the customer at any moment, once', () => {
    given(...toDina)
      .when(withdraw)
      .thenHappened(withdrawn);
    given(...toDina, withdrawn)
      .when(withdraw)
      .thenNothing();
    given(...toDina)
      .when(withdraw, dina)
      .thenRefused('escalation.customer-only');
  });

  it('happens by itself when the customer is about to be erased', () => {
    const close = { type: 'CloseEscalationForErasure', data: {} } as const;
    given(...withMona)
      .when(close, system)
      .thenHappened({ type: 'EscalationWithdrawn', data: { because: 'erased' } });
    given(...withMona, resolved, confirmed)
      .when(close, system)
      .thenNothing();
  });
});
