import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { fold, type Message, type RecordedEvent } from '#eventing';
import { recordedAs } from '#eventing/testing';
import type { TicketEvent } from '#tickets';

import type { WorkingCalendar } from '../calendar/calendar.events.js';
import { kindsOfCalendar } from '../calendar/calendars.fixture.js';
import { isOpen } from '../calendar/minute-by-minute.fixture.js';
import { context } from '../levels.fixture.js';
import type { LevelPolicy } from '../policy/level-policy.events.js';
import { clockDecider } from './clock.decider.js';
import type { ClockEvent } from './clock.events.js';
import { courseOf } from './course.state.js';
import { type Agreement, reckon } from './reckoning.mapping.js';

const MINUTE = 60_000;
const opened = Date.parse('2026-03-27T13:07:00.000Z');
const written = (moment: number) => new Date(moment).toISOString();

/** What may happen to a ticket, and whether its clock runs then, as the table of words says. */
const happenings: readonly (readonly [event: TicketEvent, runs: boolean | undefined])[] = [
  [{ type: 'AgentReplied', data: { text: '…', channel: 'mail' } }, undefined],
  [{ type: 'CustomerReplied', data: { text: '…', channel: 'mail' } }, undefined],
  [{ type: 'TicketPutOnHold', data: { awaiting: 'customer', reason: '…' } }, false],
  [{ type: 'TicketPutOnHold', data: { awaiting: 'vendor', reason: '…' } }, true],
  [{ type: 'TicketResumed', data: { because: 'staff' } }, true],
  [{ type: 'ResolutionProposed', data: { text: '…', answerBy: written(opened) } }, false],
  [{ type: 'ResolutionRejected', data: { reason: '…' } }, true],
  [{ type: 'TicketClosed', data: { as: 'confirmed', reopenUntil: written(opened) } }, false],
  [{ type: 'TicketReopened', data: { was: 'confirmed', because: 'reply' } }, true],
];

interface Happening {
  readonly at: number;
  readonly event: TicketEvent;
  readonly runs: boolean | undefined;
}

const opening: Happening = {
  at: opened,
  event: {
    type: 'TicketOpened',
    data: { kind: 'incident', subject: '…', requester: { id: 'salma' }, channel: 'portal' },
  },
  runs: true,
};

/** A ticket's life: something happens every so many minutes. */
const lives = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 900 }), fc.constantFrom(...happenings)), {
    maxLength: 9,
  })
  .map((steps) => {
    let at = opened;
    const all = steps.map(([gap, [event, runs]]): Happening => ({
      at: (at += gap * MINUTE),
      event,
      runs,
    }));
    return [opening, ...all];
  });

const eventsOf = (life: readonly Happening[]): readonly RecordedEvent<TicketEvent>[] =>
  recordedAs(
    'ticket-acme-1',
    context,
    life.map(({ event, at }) => ({ ...event, meta: { at: written(at) } })),
  ) as readonly RecordedEvent<TicketEvent>[];

const agreementOn = (calendar: WorkingCalendar, minutes: number): Agreement => {
  const targets: LevelPolicy['targets'] = [
    { target: 'first-response', minutes, atRisk: 50 },
    { target: 'update', minutes, atRisk: 50 },
    { target: 'resolution', minutes, atRisk: 50 },
  ];
  const policy = { name: 'any', appliesTo: {}, targets, pausesFor: ['customer'] } as const;
  const counted = { calendar: { id: 'any', version: 1 }, timeline: [{ from: 0, calendar }] };
  return { id: 'any', version: 1, policy, ...counted };
};

const runsAt = (life: readonly Happening[], at: number): boolean =>
  life.findLast((each) => each.at <= at && each.runs !== undefined)?.runs === true;

/** The same without any sums: minute after minute, whether the clock ran and somebody worked. */
const minuteByMinute = (
  life: readonly Happening[],
  calendar: WorkingCalendar,
  { minutes, now }: { readonly minutes: number; readonly now: number },
) => {
  let elapsed = 0;
  let breached: number | undefined;
  for (let at = opened; at <= now; at += MINUTE) {
    if (elapsed >= minutes && breached === undefined && runsAt(life, at)) breached = at;
    if (at < now && runsAt(life, at) && isOpen(calendar, at)) elapsed += 1;
  }
  return { elapsed, breached };
};

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
          const { clocks } = countedBy(life, agreementOn(calendar, minutes), now);
          const clock = clocks.find(({ target }) => target === 'resolution')!;
          const counted = minuteByMinute(life, calendar, { minutes, now });
          expect(clock.elapsedSeconds).toBe(counted.elapsed * 60);
          const { breached } = counted;
          expect(clock.reached.breached).toBe(breached && written(breached));
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
    const replied = { at: opened + MINUTE, event: happenings[0]![0], runs: undefined };
    const later = recorded([opening, replied], agreement, { pauses: [], until: opened });
    const data = countedBy([opening], agreement, opened + 500 * MINUTE);
    const at = written(opened + 500 * MINUTE);
    const command = { ...context, at, type: 'RecordReckoning', data } as const;
    expect(clockDecider.decide(fold(clockDecider, later), command)).toEqual([]);
  });
});
