import { describe, it } from '@jest/globals';
import { rulesOf } from '#eventing/testing';

import { staffDecider } from './staff.decider.js';
import type { StaffEvent } from './staff.events.js';

const { given } = rulesOf(staffDecider, {
  id: '019ab3c4-5d6e-7000-8f00-0123456789ab',
  tenant: 'acme',
  by: { kind: 'agent', id: 'ana' },
  at: '2026-01-05T09:00:00.000Z',
  correlation: 'story',
});

const week = {
  absence: '019ab3c4-5d6e-7fff-8f00-0123456789ab',
  from: '2026-01-12T00:00:00.000Z',
  to: '2026-01-19T00:00:00.000Z',
  deputy: 'dina',
};
const plan = (more: object = {}) =>
  ({ type: 'PlanAbsence', data: { ...week, person: 'ana', ...more } }) as const;
const planned: StaffEvent = { type: 'AbsencePlanned', data: week };
const cancel = { type: 'CancelAbsence', data: { absence: week.absence, person: 'ana' } } as const;

describe('planning an absence', () => {
  it('is possible for oneself, and for a manager for others', () => {
    given().when(plan()).thenHappened(planned);
    given()
      .when(plan(), { by: { kind: 'manager', id: 'mona' } })
      .thenHappened(planned);
    given()
      .when(plan(), { by: { kind: 'agent', id: 'omar' } })
      .thenRefused('absence.own-only');
  });

  it('is refused when it ends before it begins, or is over', () => {
    given()
      .when(plan({ to: week.from }))
      .thenRefused('absence.reversed');
    given()
      .when(plan({ from: '2025-12-01T00:00:00.000Z', to: '2025-12-02T00:00:00.000Z' }))
      .thenRefused('absence.over');
  });

  it('is refused with oneself as deputy', () =>
    given()
      .when(plan({ deputy: 'ana' }))
      .thenRefused('absence.own-deputy'));

  it('stops at a hundred that lie ahead', () => {
    const many = Array.from({ length: 100 }, () => planned);
    const past: StaffEvent = {
      type: 'AbsencePlanned',
      data: { ...week, from: '2025-01-01T00:00:00.000Z', to: '2025-01-02T00:00:00.000Z' },
    };
    given(...many)
      .when(plan())
      .thenRefused('absence.too-many');
    given(...many.slice(1), past)
      .when(plan())
      .thenHappened(planned);
  });
});

describe('cancelling an absence', () => {
  it('is possible while it is planned', () => {
    const cancelled: StaffEvent = { type: 'AbsenceCancelled', data: { absence: week.absence } };
    given(planned).when(cancel).thenHappened(cancelled);
    given(planned, cancelled).when(cancel).thenRefused('absence.not-found');
    given(planned)
      .when(cancel, { by: { kind: 'agent', id: 'omar' } })
      .thenRefused('absence.own-only');
  });
});
