import { describe, it } from '@jest/globals';

import type { EscalationEvent } from './escalation.events.js';
import {
  acceptedByMona,
  asked,
  assignedToRobin,
  climbedFrom,
  confirmed,
  declinedByMona,
  dina,
  given,
  minutesAfterNine,
  mona,
  offeredToDina,
  offeredToMona,
  omar,
  people,
  requested,
  resolved,
  robin,
  system,
  toDina,
  withMona,
  withRobin,
} from './escalation.fixture.js';

const request = (more: object = {}) =>
  ({ type: 'RequestEscalation', data: { ...asked, people, ...more } }) as const;
const accept = { type: 'AcceptEscalation', data: {} } as const;
const decline = {
  type: 'DeclineEscalation',
  data: { reason: 'I planned the work.', people },
} as const;
const lapse = (offer: number) => ({ type: 'LapseEscalation', data: { offer, people } }) as const;

describe('asking for an escalation', () => {
  it('offers it at once to the first in line, with a deadline', () =>
    given().when(request()).thenHappened(requested, offeredToMona));

  it('passes over whoever is part of the cause', () =>
    given()
      .when(request({ except: 'mona' }))
      .thenHappened(requested, {
        ...offeredToDina,
        data: { ...offeredToDina.data, offer: 1 },
      } as EscalationEvent));

  it('assigns it at once when there is only one in line', () =>
    given()
      .when(request({ people: [{ person: 'robin' }] }))
      .thenHappened(requested, assignedToRobin));

  it('again joins the open one', () => {
    const again: EscalationEvent = {
      type: 'EscalationJoined',
      data: { customer: 'omar', cause: { kind: 'asked' }, reason: 'Here too.' },
    };
    given(...withMona)
      .when(request({ customer: 'omar', reason: 'Here too.' }), omar)
      .thenHappened(again);
  });

  it('for a cause that it has already changes nothing', () => {
    const cause = {
      kind: 'missed-promise',
      id: '019ab3c4-5d6e-7000-8f00-0000000000d3',
    } as const;
    const missed: EscalationEvent = { type: 'EscalationRequested', data: { ...asked, cause } };
    given(missed, offeredToMona).when(request({ cause }), system).thenNothing();
  });

  it('joins only what is open, and stops after a hundred times', () => {
    given(...withMona, resolved, confirmed)
      .when(request())
      .thenRefused('escalation.over');
    const again: EscalationEvent = {
      type: 'EscalationJoined',
      data: { customer: 'salma', cause: { kind: 'asked' } },
    };
    given(...withMona, ...Array.from({ length: 100 }, () => again))
      .when(request())
      .thenRefused('escalation.too-many');
  });
});

describe('accepting an escalation', () => {
  it('is for the person to whom it is offered, in time', () => {
    given(requested, offeredToMona).when(accept, mona).thenHappened(acceptedByMona);
    given(requested, offeredToMona).when(accept, dina).thenRefused('escalation.not-offered-to-you');
    given(requested, offeredToMona)
      .when(accept, { ...mona, at: minutesAfterNine(15) })
      .thenRefused('escalation.offer-over');
  });

  it('happens once', () => {
    given(...withMona)
      .when(accept, mona)
      .thenNothing();
    given(...withMona)
      .when(accept, dina)
      .thenRefused('escalation.not-offered-to-you');
  });

  it('is for staff, while it is open', () => {
    given(requested, offeredToMona).when(accept).thenRefused('escalation.staff-only');
    given(...withMona, resolved, confirmed)
      .when(accept, mona)
      .thenRefused('escalation.over');
    given().when(accept, mona).thenRefused('escalation.not-found');
  });
});

describe('declining an escalation', () => {
  it('is on record with its reason, and goes to the next in line at once', () =>
    given(requested, offeredToMona)
      .when(decline, mona)
      .thenHappened(declinedByMona, climbedFrom('mona', 'declined'), offeredToDina));

  it('before the last in line assigns it to them', () => {
    const byDina: EscalationEvent = {
      type: 'EscalationDeclined',
      data: { person: 'dina', offer: 2, reason: 'I planned the work.' },
    };
    given(...toDina)
      .when(decline, dina)
      .thenHappened(byDina, climbedFrom('dina', 'declined'), assignedToRobin);
  });

  it('is not for the last in line', () =>
    given(...withRobin)
      .when(decline, robin)
      .thenRefused('escalation.last-in-line'));

  it('is for the person to whom it is offered, in time, and not after they accepted', () => {
    given(requested, offeredToMona)
      .when(decline, dina)
      .thenRefused('escalation.not-offered-to-you');
    given(requested, offeredToMona)
      .when(decline, { ...mona, at: minutesAfterNine(16) })
      .thenRefused('escalation.offer-over');
    given(...withMona)
      .when(decline, mona)
      .thenRefused('escalation.not-offered-to-you');
  });

  it('never offers it twice to one manager, also when another deputy is there by now', () => {
    const now = [{ person: 'mona' }, { person: 'max' }, { person: 'robin' }];
    given(...toDina)
      .when({ ...decline, data: { ...decline.data, people: now } }, dina)
      .thenHappened(
        {
          type: 'EscalationDeclined',
          data: { person: 'dina', offer: 2, reason: 'I planned the work.' },
        },
        climbedFrom('dina', 'declined'),
        assignedToRobin,
      );
  });
});

describe('an offer that nobody answers', () => {
  const late = { ...system, at: minutesAfterNine(45) };

  it('runs out at its deadline and climbs, also when that is noticed later', () =>
    given(requested, offeredToMona)
      .when(lapse(1), late)
      .thenHappened(
        {
          type: 'EscalationLapsed',
          data: {
            person: 'mona',
            offer: 1,
            until: minutesAfterNine(15),
            noticed: minutesAfterNine(45),
          },
        },
        climbedFrom('mona', 'lapsed'),
        {
          type: 'EscalationOffered',
          data: { person: 'dina', insteadOf: 'max', offer: 2, until: minutesAfterNine(60) },
        },
      ));

  it('does not run out before, nor when it was answered', () => {
    given(requested, offeredToMona).when(lapse(1), system).thenRefused('escalation.too-early');
    given(...toDina)
      .when(lapse(1), late)
      .thenNothing();
    given(...withMona)
      .when(lapse(1), late)
      .thenNothing();
  });

  it('is for the system to notice', () =>
    given(requested, offeredToMona).when(lapse(1), mona).thenRefused('escalation.system-only'));
});
