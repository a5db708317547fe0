import { isTimeZone } from '#eventing';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import type { OpenHours, WorkingCalendar } from './calendar.events.js';
import { kindsOfCalendar, longHours, officeHours } from './calendars.fixture.js';
import { afterOpenMinutes, openMinutes } from './minute-by-minute.fixture.js';
import { afterWorkingTime, workingTimeIn } from './working-time.mapping.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Where and when clocks do what arithmetic forgets. Each is met with every kind of calendar. */
const places: readonly (readonly [what: string, zone: string, date: string])[] = [
  ['an hour is skipped', 'Europe/Berlin', '2026-03-29'],
  ['an hour comes twice', 'Europe/Berlin', '2026-10-25'],
  ['an hour is skipped', 'America/New_York', '2026-03-08'],
  ['an hour comes twice', 'America/New_York', '2026-11-01'],
  ['the day begins at one', 'Africa/Cairo', '2026-04-24'],
  ['the last hour of the day comes twice', 'Africa/Cairo', '2026-10-29'],
  ['the day begins at one', 'Asia/Beirut', '2026-03-29'],
  ['half an hour comes twice', 'Australia/Lord_Howe', '2026-04-05'],
  ['half an hour is skipped', 'Australia/Lord_Howe', '2026-10-04'],
  ['a change one minute after midnight', 'America/St_Johns', '2006-10-29'],
  ['a day that never was', 'Pacific/Apia', '2011-12-30'],
  ['clocks turned back for Ramadan', 'Africa/Casablanca', '2026-02-15'],
  ['clocks turned back at midnight', 'America/Havana', '2026-11-01'],
  ['the 29th of February', 'Asia/Kathmandu', '2028-02-29'],
  ['a year without the 29th of February', 'Asia/Tehran', '2027-02-28'],
  ['the turn of the year', 'Pacific/Kiritimati', '2026-12-31'],
  ['a plain week', 'Asia/Riyadh', '2026-06-09'],
  ['a century that is no leap year', 'UTC', '2100-02-28'],
];

const cases = places.flatMap(([what, zone, date]) =>
  kindsOfCalendar(date).map((kind) => {
    const calendar = { ...kind, zone };
    return [`${zone}, ${date} (${what}): ${kind.name}`, calendar, Date.parse(date)] as const;
  }),
);

const always = (calendar: WorkingCalendar) => [{ from: 0, calendar }];

const agree = (calendar: WorkingCalendar, from: number, to: number) => {
  const time = workingTimeIn(always(calendar), { from, to });
  expect(time / MINUTE).toBe(openMinutes(() => calendar, from, to));
};

const agreeOnDue = (calendar: WorkingCalendar, from: number, minutes: number) => {
  const limit = from + 6 * 24 * HOUR;
  const counted = afterOpenMinutes(() => calendar, { from, limit }, minutes);
  const due = afterWorkingTime(always(calendar), from, minutes * MINUTE) ?? Infinity;
  expect(due > limit ? undefined : due).toBe(counted);
};

describe('working time', () => {
  it('is compared in more than 150 cases', () =>
    expect(new Set(cases.map(([name]) => name)).size).toBeGreaterThanOrEqual(150));

  it.each(cases)('counted minute by minute: %s', (_, calendar, day) => {
    const from = day - 31 * HOUR - 17 * MINUTE;
    agree(calendar, from, day + 53 * HOUR);
    agree(calendar, day - 2 * HOUR, day + 3 * HOUR);
    for (const minutes of [1, 45, 480, 1441]) agreeOnDue(calendar, from, minutes);
  });

  const zones = places.map(([, zone]) => zone);
  const time = fc.integer({ min: 0, max: 24 * 60 });
  const written = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  const hours = fc.uniqueArray(time, { maxLength: 6 }).map((minutes): readonly OpenHours[] => {
    const sorted = minutes.toSorted((a, b) => a - b);
    const pairs = sorted.flatMap((from, index) => {
      const to = sorted[index + 1];
      return index % 2 === 0 && to !== undefined ? [{ from: written(from), to: written(to) }] : [];
    });
    return pairs;
  });
  const week = fc.record({
    monday: hours,
    tuesday: hours,
    wednesday: hours,
    thursday: hours,
    friday: hours,
    saturday: hours,
    sunday: hours,
  });

  it('is right for any hours, in any of these places, at any moment', () =>
    fc.assert(
      fc.property(
        week,
        fc.constantFrom(...places),
        fc.integer({ min: -36 * 60, max: 36 * 60 }),
        fc.integer({ min: 1, max: 40 * 60 }),
        (open, [, zone, date], start, length) => {
          const calendar = { name: 'any', zone, week: open, holidays: [], specialDays: [] };
          const from = Date.parse(date) + start * MINUTE;
          agree(calendar, from, from + length * MINUTE);
        },
      ),
      { numRuns: 60 },
    ));

  it('adds up: a moment so much working time later is that much working time away', () =>
    fc.assert(
      fc.property(
        week,
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2050, 0) }),
        fc.integer({ min: 1, max: 40 * HOUR }),
        (open, zone, from, length) => {
          const calendar = { name: 'any', zone, week: open, holidays: [], specialDays: [] };
          const due = afterWorkingTime(always(calendar), from, length);
          const isNever = Object.values(open).every((each) => each.length === 0);
          expect(due === undefined).toBe(isNever);
          if (due !== undefined)
            expect(workingTimeIn(always(calendar), { from, to: due })).toBe(length);
        },
      ),
      { numRuns: 200 },
    ));

  it('is due at the end of a day, not at the beginning of the next', () => {
    const monday = Date.parse('2026-06-08T16:00:00.000Z');
    const due = afterWorkingTime(always(officeHours('UTC')), monday, HOUR);
    expect(due).toBe(Date.parse('2026-06-08T17:00:00.000Z'));
  });

  it('is never due where nobody works', () => {
    const nobody = { ...officeHours('UTC'), week: {} };
    expect(afterWorkingTime(always(nobody), 0, 1)).toBeUndefined();
    expect(workingTimeIn(always(nobody), { from: 0, to: 1000 * HOUR })).toBe(0);
  });
});

describe('a calendar that changes in the middle', () => {
  const change = Date.parse('2026-10-25T10:30:00.000Z');
  const timeline = [
    { from: 0, calendar: officeHours('Europe/Berlin') },
    { from: change, calendar: longHours('America/New_York') },
  ];
  const at = (moment: number) =>
    moment < change ? officeHours('Europe/Berlin') : longHours('America/New_York');

  it.each([-70, -40, -20, -1, 0, 5])('keeps the minutes before it: %i hours away', (away) => {
    const from = change + away * HOUR;
    const to = change + 60 * HOUR;
    expect(workingTimeIn(timeline, { from, to }) / MINUTE).toBe(openMinutes(at, from, to));
    for (const minutes of [30, 600, 1500])
      expect(afterWorkingTime(timeline, from, minutes * MINUTE)).toBe(
        afterOpenMinutes(at, { from, limit: change + 200 * HOUR }, minutes),
      );
  });
});

describe('a time zone', () => {
  it('is one of the time zone database', () => {
    for (const zone of ['Africa/Cairo', 'UTC', 'America/Argentina/Buenos_Aires'])
      expect(isTimeZone(zone)).toBe(true);
    for (const zone of ['', '+02:00', 'Mars/Olympus', 'Africa Cairo', '2'])
      expect(isTimeZone(zone)).toBe(false);
  });
});
