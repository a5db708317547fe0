import { described, Id, integer, listOf, Moment, optional, strictObject, Type } from '#platform';

import { type Weekday, weekdays, type WorkingCalendar } from './calendar.events.js';
import type { CalendarRow } from './calendars.view.js';

const text = Type.String();

const Hours = strictObject({
  from: described(text, 'When they begin, by the clock on the wall.'),
  to: described(text, 'When they end.'),
});

const hoursOf = (day: Weekday) => optional(described(listOf(Hours, 12), `The hours of ${day}s.`));

const Week = strictObject(
  Object.fromEntries(weekdays.map((day) => [day, hoursOf(day)])) as Record<
    Weekday,
    ReturnType<typeof hoursOf>
  >,
);

const HolidayDay = strictObject({
  date: described(text, 'The day.'),
  name: described(text, 'What the day is called.'),
  yearly: optional(described(Type.Boolean(), 'Whether it comes every year.')),
});

const DayWithHours = strictObject({
  date: described(text, 'The day.'),
  name: described(text, 'What the day is called.'),
  hours: described(listOf(Hours, 12), 'The hours of this day.'),
});

const head = {
  id: described(Id, 'The id of the calendar.'),
  version: described(integer(1, 1_000_000), 'Which version this is.'),
  from: described(Moment, 'The moment from which this version holds.'),
  name: described(text, 'What the calendar is called.'),
  zone: described(text, 'Its zone of the IANA time zone database.'),
};

/** A calendar in a list. */
export const CalendarSummary = strictObject({
  ...head,
  holidays: described(integer(0, 10_000), 'How many holidays it names.'),
});

export const Calendar = strictObject({
  ...head,
  week: described(Week, 'The hours of each day of the week.'),
  holidays: described(Type.Array(HolidayDay), 'Days without hours.'),
  specialDays: described(Type.Array(DayWithHours), 'Days with hours of their own.'),
});

const headOf = ({ id, version, from, calendar: { name, zone } }: CalendarRow) => ({
  id,
  version,
  from,
  name,
  zone,
});

export const calendarSummary = (row: CalendarRow) => ({
  ...headOf(row),
  holidays: row.calendar.holidays.length,
});

export const calendarShown = (row: CalendarRow): CalendarRow['calendar'] & { id: string } => ({
  ...headOf(row),
  week: row.calendar.week,
  holidays: row.calendar.holidays,
  specialDays: row.calendar.specialDays,
});

export const exampleCalendar: WorkingCalendar = {
  name: 'Cairo office',
  zone: 'Africa/Cairo',
  week: {
    sunday: [{ from: '09:00', to: '17:00' }],
    monday: [{ from: '09:00', to: '17:00' }],
    tuesday: [{ from: '09:00', to: '17:00' }],
    wednesday: [{ from: '09:00', to: '17:00' }],
    thursday: [
      { from: '09:00', to: '12:30' },
      { from: '13:30', to: '16:00' },
    ],
  },
  holidays: [{ date: '2026-07-23', name: 'Revolution Day', yearly: true }],
  specialDays: [
    { date: '2026-12-31', name: 'Last day of the year', hours: [{ from: '09:00', to: '12:00' }] },
  ],
};

export const exampleRow: CalendarRow = {
  id: '019ab3c4-5d6e-7fff-8f00-0123456789ab',
  version: 1,
  from: '2026-11-22T09:30:00.000Z',
  calendar: exampleCalendar,
};
