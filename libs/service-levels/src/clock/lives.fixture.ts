import * as fc from 'fast-check';
import type { RecordedEvent } from '#eventing';
import { recordedAs } from '#eventing/testing';
import type { Awaited, TicketEvent } from '#tickets';

import type { WorkingCalendar } from '../calendar/calendar.events.js';
import { isOpen } from '../calendar/minute-by-minute.fixture.js';
import { context } from '../levels.fixture.js';
import type { LevelPolicy } from '../policy/level-policy.events.js';
import type { Agreement } from './reckoning.mapping.js';

export const MINUTE = 60_000;
export const opened = Date.parse('2026-03-27T13:07:00.000Z');
export const written = (moment: number) => new Date(moment).toISOString();

export interface Happening {
  readonly at: number;
  readonly event: TicketEvent;
  /** Whether the clock of the resolution runs from then on; undefined: as before. */
  readonly runs: boolean | Awaited | undefined;
}

/** What may happen to a ticket; on hold, it depends on what the policy pauses for. */
export const happenings: readonly Omit<Happening, 'at'>[] = [
  { event: { type: 'AgentReplied', data: { text: '…', channel: 'mail' } }, runs: undefined },
  { event: { type: 'CustomerReplied', data: { text: '…', channel: 'mail' } }, runs: undefined },
  {
    event: { type: 'TicketPutOnHold', data: { awaiting: 'customer', reason: '…' } },
    runs: 'customer',
  },
  { event: { type: 'TicketPutOnHold', data: { awaiting: 'vendor', reason: '…' } }, runs: 'vendor' },
  { event: { type: 'TicketResumed', data: { because: 'staff' } }, runs: true },
  {
    event: { type: 'ResolutionProposed', data: { text: '…', answerBy: written(opened) } },
    runs: false,
  },
  { event: { type: 'ResolutionRejected', data: { reason: '…' } }, runs: true },
  {
    event: { type: 'TicketClosed', data: { as: 'confirmed', reopenUntil: written(opened) } },
    runs: false,
  },
  { event: { type: 'TicketReopened', data: { was: 'confirmed', because: 'reply' } }, runs: true },
];

export const opening: Happening = {
  at: opened,
  event: {
    type: 'TicketOpened',
    data: { kind: 'incident', subject: '…', requester: { id: 'salma' }, channel: 'portal' },
  },
  runs: true,
};

/** A ticket's life: something happens every so many minutes. */
export const lives = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 900 }), fc.constantFrom(...happenings)), {
    maxLength: 9,
  })
  .map((steps) => {
    let at = opened;
    return [opening, ...steps.map(([gap, step]) => ({ ...step, at: (at += gap * MINUTE) }))];
  });

export const eventsOf = (life: readonly Happening[]): readonly RecordedEvent<TicketEvent>[] =>
  recordedAs(
    'ticket-acme-1',
    context,
    life.map(({ event, at }) => ({ ...event, meta: { at: written(at) } })),
  ) as readonly RecordedEvent<TicketEvent>[];

export const agreementOn = (
  calendar: WorkingCalendar,
  minutes: number,
  { version = 1, pausesFor = ['customer'] as LevelPolicy['pausesFor'] } = {},
): Agreement => {
  const targets: LevelPolicy['targets'] = [
    { target: 'first-response', minutes, atRisk: 50 },
    { target: 'update', minutes, atRisk: 50 },
    { target: 'resolution', minutes, atRisk: 50 },
  ];
  const policy = { name: 'any', appliesTo: {}, targets, pausesFor };
  const counted = { calendar: { id: 'any', version: 1 }, timeline: [{ from: 0, calendar }] };
  return { id: 'any', version, policy, ...counted };
};

const runsAt = (
  life: readonly Happening[],
  at: number,
  pausesFor: LevelPolicy['pausesFor'],
): boolean => {
  const { runs } = life.findLast((each) => each.at <= at && each.runs !== undefined) ?? {};
  return typeof runs === 'string' ? !pausesFor.includes(runs) : runs === true;
};

/** The same without any sums: minute after minute, whether the clock ran and somebody worked. */
export const minuteByMinute = (
  life: readonly Happening[],
  { policy, timeline }: Agreement,
  { minutes, now }: { readonly minutes: number; readonly now: number },
) => {
  const { calendar } = timeline[0]!;
  let elapsed = 0;
  let reached: number | undefined;
  for (let at = opened; at <= now; at += MINUTE) {
    const runs = runsAt(life, at, policy.pausesFor);
    if (elapsed >= minutes && reached === undefined && runs) reached = at;
    if (at < now && runs && isOpen(calendar, at)) elapsed += 1;
  }
  return { elapsed, reached };
};
