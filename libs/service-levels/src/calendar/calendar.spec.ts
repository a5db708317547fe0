import { describe, it } from '@jest/globals';
import { rulesOf } from '#eventing/testing';

import { context, monday } from '../levels.fixture.js';
import { calendarDecider } from './calendar.decider.js';
import type { CalendarEvent, WorkingCalendar } from './calendar.events.js';
import { officeHours } from './calendars.fixture.js';

const calendar = rulesOf(calendarDecider, context);
const cairo = officeHours('Africa/Cairo');
const feast = { date: '2026-03-20', name: 'Eid' };

const created: CalendarEvent = {
  type: 'CalendarCreated',
  data: { version: 1, from: monday, calendar: cairo },
};
const create = (data: WorkingCalendar) => ({ type: 'CreateCalendar', data }) as const;
const publish = (data: WorkingCalendar) => ({ type: 'PublishCalendar', data }) as const;

describe('creating a calendar', () => {
  it('makes its first version, in force at once', () =>
    calendar.given().when(create(cairo)).thenHappened(created));

  it('is refused in a time zone that does not exist', () =>
    calendar
      .given()
      .when(create({ ...cairo, zone: 'Mars/Olympus' }))
      .thenRefused('calendar.unknown-zone', { zone: 'Mars/Olympus' }));

  it.each([
    [[{ from: '17:00', to: '09:00' }]],
    [[{ from: '09:00', to: '09:00' }]],
    [
      [
        { from: '12:00', to: '17:00' },
        { from: '09:00', to: '12:01' },
      ],
    ],
  ])('is refused with hours that overlap or end before they begin', (hours) => {
    const rule = 'calendar.hours-overlap';
    calendar
      .given()
      .when(create({ ...cairo, week: { monday: hours } }))
      .thenRefused(rule);
    const specialDays = [{ ...feast, hours }];
    calendar
      .given()
      .when(create({ ...cairo, specialDays }))
      .thenRefused(rule);
  });

  it('takes hours that meet, in any order, until the end of the day', () => {
    const hours = [
      { from: '12:00', to: '24:00' },
      { from: '00:00', to: '12:00' },
    ];
    const data = { ...cairo, week: { friday: hours } };
    calendar
      .given()
      .when(create(data))
      .thenHappened({
        type: 'CalendarCreated',
        data: { version: 1, from: monday, calendar: data },
      });
  });

  it('is refused with a date that does not exist, and takes leap days', () => {
    const on = (date: string) => create({ ...cairo, holidays: [{ ...feast, date }] });
    calendar.given().when(on('2026-02-29')).thenRefused('calendar.no-such-date');
    const leapDay = on('2028-02-29');
    const data = { version: 1, from: monday, calendar: leapDay.data };
    calendar.given().when(leapDay).thenHappened({ type: 'CalendarCreated', data });
  });

  it('is refused with two sets of hours for one special day', () =>
    calendar
      .given()
      .when(create({ ...cairo, specialDays: [0, 1].map(() => ({ ...feast, hours: [] })) }))
      .thenRefused('calendar.special-day-twice'));
});

describe('publishing the next version', () => {
  it('is in force from that moment', () => {
    const next = { ...cairo, holidays: [feast] };
    calendar
      .given(created)
      .when(publish(next), { at: '2026-02-01T00:00:00.000Z' })
      .thenHappened({
        type: 'CalendarPublished',
        data: { version: 2, from: '2026-02-01T00:00:00.000Z', calendar: next },
      });
  });

  it('does nothing where it changes nothing', () =>
    calendar.given(created).when(publish(cairo)).thenNothing());

  it('is refused for a calendar that does not exist', () =>
    calendar.given().when(publish(cairo)).thenRefused('calendar.not-found'));
});

describe('importing holidays', () => {
  const holidays = [feast, { date: '2026-01-07', name: 'Christmas' }];
  const imported = { type: 'ImportHolidays', data: { holidays } } as const;
  const data = {
    version: 2,
    from: monday,
    calendar: { ...cairo, holidays: holidays.toReversed() },
  };

  it('adds them to those that are there, by date', () =>
    calendar.given(created).when(imported).thenHappened({ type: 'CalendarPublished', data }));

  it('adds each once', () =>
    calendar.given(created, { type: 'CalendarPublished', data }).when(imported).thenNothing());

  it('is refused when there are too many', () => {
    const many = Array.from({ length: 2001 }, (_, index) => ({ ...feast, name: `Day ${index}` }));
    calendar
      .given(created)
      .when({ type: 'ImportHolidays', data: { holidays: many } })
      .thenRefused('calendar.too-many-holidays');
  });
});
