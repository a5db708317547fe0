import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { fold } from '#eventing';
import type { Awaited } from '#tickets';

import { kindsOfCalendar } from '../calendar/calendars.fixture.js';
import { context } from '../levels.fixture.js';
import { clockDecider } from './clock.decider.js';
import type { ClockEvent, Level } from './clock.events.js';
import { courseOf } from './course.state.js';
import {
  agreementOn,
  eventsOf,
  type Happening,
  happenings,
  MINUTE,
  minuteByMinute,
  opened,
  opening,
  written,
} from './lives.fixture.js';
import { type Agreement, reckon } from './reckoning.mapping.js';

const calendars = kindsOfCalendar('2026-03-29').map((kind) => ({ ...kind, zone: 'Europe/Berlin' }));

/** A version of the policy: even minutes, so that half of them is a whole number. */
const versions = fc.record({
  minutes: fc.integer({ min: 3, max: 700 }).map((half) => half * 2),
  calendar: fc.constantFrom(...calendars),
  pausesFor: fc.constantFrom<readonly Awaited[]>([], ['customer'], ['customer', 'vendor']),
});

interface Step {
  readonly at: number;
  readonly happening?: Happening;
  readonly agreement: Agreement;
}

/** Something happens to the ticket, a new version holds, or somebody only counts. */
const stories = fc
  .tuple(
    versions,
    fc.array(
      fc.tuple(
        fc.integer({ min: 1, max: 900 }),
        fc.oneof(
          { weight: 4, arbitrary: fc.constantFrom(...happenings) },
          { weight: 2, arbitrary: versions },
          { weight: 1, arbitrary: fc.constant(undefined) },
        ),
      ),
      { maxLength: 14 },
    ),
  )
  .map(([first, all]) => {
    const agreed = ({ calendar, minutes, pausesFor }: typeof first, version: number) =>
      agreementOn(calendar, minutes, { version, pausesFor });
    let [at, agreement] = [opened, agreed(first, 1)];
    const steps: Step[] = [{ at, happening: opening, agreement }];
    for (const [gap, step] of all) {
      at += gap * MINUTE;
      if (step && 'minutes' in step) agreement = agreed(step, agreement.version + 1);
      const happening = step && 'event' in step ? { ...step, at } : undefined;
      steps.push({ at, agreement, ...(happening && { happening }) });
    }
    return steps;
  });

const livedUntil = (steps: readonly Step[], index: number) =>
  steps.slice(0, index + 1).flatMap(({ happening }) => happening ?? []);

/** What is recorded when the clocks are counted after each step. */
const recorded = (steps: readonly Step[]): readonly ClockEvent[] => {
  const history: ClockEvent[] = [];
  for (const [index, { at, agreement }] of steps.entries()) {
    const course = courseOf(eventsOf(livedUntil(steps, index)));
    const data = reckon(course, agreement, written(at));
    const command = { ...context, at: written(at), type: 'RecordReckoning', data } as const;
    history.push(...clockDecider.decide(fold(clockDecider, history), command));
  }
  return history;
};

const isClosed = (life: readonly Happening[]) =>
  life.findLast(({ event: { type } }) =>
    /^Ticket(Closed|Reopened|Resumed|PutOnHold)|^Resolution/.test(type),
  )?.event.type === 'TicketClosed';

/** The last version by which the clock was counted: none counts it while it is stopped. */
const agreementAtLast = (steps: readonly Step[]): Agreement => {
  const isClosedAt = (index: number) => isClosed(livedUntil(steps, index));
  const counted = steps.findLast((_, index) => !(isClosedAt(index) && isClosedAt(index - 1)));
  return counted!.agreement;
};

const levelOf = (life: readonly Happening[], agreement: Agreement, now: number): Level => {
  const minutes = agreement.policy.targets[0]!.minutes;
  const reached = (part: number) =>
    minuteByMinute(life, agreement, { minutes: minutes * part, now }).reached !== undefined;
  if (reached(1)) return 'breached';
  return reached(0.5) ? 'at-risk' : 'on-track';
};

const ofResolution = ({ data }: ClockEvent) => data.target === 'resolution';

describe('a clock whose policy changes on the way', () => {
  it('stands as if the last version had been there from the beginning, with all its pauses', () =>
    fc.assert(
      fc.property(stories, (steps) => {
        const { resolution } = fold(clockDecider, recorded(steps)).clocks;
        const life = livedUntil(steps, steps.length);
        const agreement = agreementAtLast(steps);
        expect(resolution!.level).toBe(levelOf(life, agreement, steps.at(-1)!.at));
        expect(resolution!.basis.policyVersion).toBe(agreement.version);
      }),
      { numRuns: 150 },
    ));

  it('says so each time, and is at risk and breached at most once in between, in order', () =>
    fc.assert(
      fc.property(stories, (steps) => {
        const all = recorded(steps).filter(ofResolution);
        for (const [index, event] of all.entries()) {
          const before = fold(clockDecider, all.slice(0, index)).clocks.resolution;
          if (event.type === 'ClockRestated') {
            expect(event.data.was.basis).toEqual(before!.basis);
            expect(event.data.basis).not.toEqual(before!.basis);
          }
          if (event.type === 'ServiceLevelAtRisk') expect(before!.level).toBe('on-track');
          if (event.type === 'ServiceLevelBreached') expect(before!.level).toBe('at-risk');
        }
      }),
      { numRuns: 150 },
    ));
});
