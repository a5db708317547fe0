import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { fold, type Message, type RecordedEvent } from '#eventing';
import { recordedAs } from '#eventing/testing';
import type { TicketEvent } from '#tickets';

import { kindsOfCalendar } from '../calendar/calendars.fixture.js';
import { context } from '../levels.fixture.js';
import { clockDecider } from './clock.decider.js';
import type { ClockEvent } from './clock.events.js';
import { courseOf } from './course.state.js';
import {
  agreementOn,
  eventsOf,
  happenings,
  type Happening,
  lives,
  MINUTE,
  minuteByMinute,
  opened,
  opening,
  written,
} from './lives.fixture.js';
import { type Agreement, reckon } from './reckoning.mapping.js';

const calendars = kindsOfCalendar('2026-03-29').map((kind) => ({ ...kind, zone: 'Europe/Berlin' }));

const countedBy = (life: readonly Happening[], agreement: Agreement, now: number) =>
  reckon(courseOf(eventsOf(life)), agreement, written(now));

describe('a clock', () => {
  it('counts what is counted minute by minute, whatever happens to its ticket', () =>
    fc.assert(
      fc.property(
        lives,
        fc.constantFrom(...calendars),
        fc.integer({ min: 5, max: 1500 }),
        fc.integer({ min: 0, max: 3000 }),
        (life, calendar, minutes, more) => {
          const now = life.at(-1)!.at + more * MINUTE;
          const agreement = agreementOn(calendar, minutes);
          const { clocks } = countedBy(life, agreement, now);
          const clock = clocks.find(({ target }) => target === 'resolution')!;
          const counted = minuteByMinute(life, agreement, { minutes, now });
          expect(clock.elapsedSeconds).toBe(counted.elapsed * 60);
          const { reached } = counted;
          expect(clock.reached.breached).toBe(reached && written(reached));
        },
      ),
      { numRuns: 150 },
    ));

  type Noticed = Extract<ClockEvent, { type: 'ServiceLevelAtRisk' | 'ServiceLevelBreached' }>;
  const isNoticed = (event: ClockEvent): event is Noticed =>
    event.type === 'ServiceLevelAtRisk' || event.type === 'ServiceLevelBreached';

  /** Counts again after each event, and now and then in between, as timers do. */
  const recorded = (
    life: readonly Happening[],
    agreement: Agreement,
    { pauses, until }: { readonly pauses: readonly number[]; readonly until: number },
  ) => {
    const history: ClockEvent[] = [];
    const count = (upTo: readonly Happening[], now: number) => {
      const data = countedBy(upTo, agreement, now);
      const command = { ...context, at: written(now), type: 'RecordReckoning', data } as const;
      history.push(...clockDecider.decide(fold(clockDecider, history), command));
    };
    life.forEach(({ at }, index) => {
      const upTo = life.slice(0, index + 1);
      const next = life[index + 1]?.at ?? until;
      count(upTo, at);
      for (const pause of pauses) if (at + pause * MINUTE < next) count(upTo, at + pause * MINUTE);
    });
    return history;
  };

  it('says that it is at risk and breached once, in order, however often it is counted', () =>
    fc.assert(
      fc.property(
        lives,
        fc.constantFrom(...calendars),
        fc.integer({ min: 5, max: 1500 }),
        fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 4 }),
        (life, calendar, minutes, pauses) => {
          const agreement = agreementOn(calendar, minutes);
          const sorted = pauses.toSorted((a, b) => a - b);
          const until = life.at(-1)!.at + 3000 * MINUTE;
          const noticed = recorded(life, agreement, { pauses: sorted, until }).filter(isNoticed);
          const keys = noticed.map(({ type, data }) => `${type} ${data.target} ${data.cycle}`);
          expect(new Set(keys).size).toBe(keys.length);
          for (const [index, { type, data }] of noticed.entries())
            if (type === 'ServiceLevelBreached')
              expect(keys.slice(0, index)).toContain(
                `ServiceLevelAtRisk ${data.target} ${data.cycle}`,
              );
          for (const { data } of noticed) expect(data.due <= data.noticed).toBe(true);
        },
      ),
      { numRuns: 150 },
    ));

  it('comes to the same, however often it was counted on the way', () =>
    fc.assert(
      fc.property(
        lives,
        fc.constantFrom(...calendars),
        fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 4 }),
        (life, calendar, pauses) => {
          const agreement = agreementOn(calendar, 300);
          const end = life.at(-1)!.at;
          const sorted = pauses.toSorted((a, b) => a - b);
          const counted = recorded(life, agreement, { pauses: sorted, until: end });
          const often = fold(clockDecider, counted);
          const data = countedBy(life, agreement, end);
          const command = { ...context, at: written(end), type: 'RecordReckoning', data } as const;
          const once = clockDecider.decide(clockDecider.initial, command);
          const together = fold(clockDecider, once as readonly (ClockEvent & Message)[]);
          expect(often.clocks).toEqual(together.clocks);
        },
      ),
      { numRuns: 100 },
    ));

  it('counts imported history from the moments at which it happened', () => {
    const at = '2026-01-05T09:00:00.000Z';
    const meta = {
      actor: { kind: 'integration', id: 'crm' },
      at,
      occurredAt: written(opened),
    } as const;
    const [event] = recordedAs('ticket-acme-1', context, [{ ...opening.event, meta }]);
    const { stretches } = courseOf([event as RecordedEvent<TicketEvent>]);
    expect(stretches).toMatchObject([{ at: written(opened) }]);
  });

  it('is not taken back to an earlier event of its ticket', () => {
    const agreement = agreementOn(calendars[0]!, 300);
    const replied = { ...happenings[0]!, at: opened + MINUTE };
    const later = recorded([opening, replied], agreement, { pauses: [], until: opened });
    const data = countedBy([opening], agreement, opened + 500 * MINUTE);
    const at = written(opened + 500 * MINUTE);
    const command = { ...context, at, type: 'RecordReckoning', data } as const;
    expect(clockDecider.decide(fold(clockDecider, later), command)).toEqual([]);
  });
});
