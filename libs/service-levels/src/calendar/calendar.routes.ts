import { Answered, commandRoutes, pageOf, type RouteRow, staff } from '#platform';

import type { CalendarCommand } from './calendar.commands.js';
import {
  Calendar,
  CalendarSummary,
  calendarShown,
  calendarSummary,
  exampleCalendar,
  exampleRow,
} from './calendar.representation.js';
import { CalendarBody, CalendarVersionQuery, ICalendarBody } from './calendar.requests.js';
import { holidaysIn } from './icalendar.mapping.js';
import type { CommandRequest } from '#platform';

const readers = [...staff, 'auditor', 'integration'] as const;
const editors = ['manager', 'administrator'] as const;
const { id } = exampleRow;

const invalid = [
  'calendar.unknown-zone',
  'calendar.hours-overlap',
  'calendar.no-such-date',
  'calendar.special-day-twice',
  'calendar.too-many-holidays',
] as const;

const icalendar = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//example//holidays//EN',
  'BEGIN:VEVENT',
  'UID:1@example.org',
  'DTSTAMP:20260101T000000Z',
  'DTSTART;VALUE=DATE:20261006',
  'RRULE:FREQ=YEARLY',
  'SUMMARY:Armed Forces Day',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\n');

export const calendarCommands = commandRoutes<CalendarCommand>()({
  CreateCalendar: {
    method: 'POST',
    path: '/v1/calendars',
    summary:
      'Create a calendar: a time zone, the hours of each day of the week, holidays, special days.',
    roles: editors,
    creates: true,
    body: CalendarBody,
    example: exampleCalendar,
    answer: { schema: Answered, example: { id, version: 1 } },
    problems: invalid,
  },
  PublishCalendar: {
    method: 'POST',
    path: '/v1/calendars/:id/versions',
    summary:
      'Publish the next version of a calendar. It holds at once: minutes before keep their hours, clocks that run are restated.',
    roles: editors,
    body: CalendarBody,
    example: exampleCalendar,
    answer: { schema: Answered, example: { id, version: 2 } },
    problems: ['calendar.not-found', ...invalid],
  },
  ImportHolidays: {
    method: 'POST',
    path: '/v1/calendars/:id/holidays',
    summary:
      'Add the whole days of an iCalendar file to the holidays of a calendar, as its next version. Repetitions are written out for five years.',
    roles: editors,
    body: ICalendarBody,
    example: { icalendar },
    data: ({ body, at }: CommandRequest<ICalendarBody, never>) => ({
      holidays: holidaysIn(body.icalendar, at),
    }),
    answer: { schema: Answered, example: { id, version: 3 } },
    problems: ['calendar.not-found', 'calendar.not-icalendar', ...invalid],
  },
});

export const calendarRoutes = {
  list: {
    name: 'listCalendars',
    method: 'GET',
    path: '/v1/calendars',
    summary: 'The calendars, each in its latest version.',
    roles: readers,
    list: { sorts: { name: 'name', from: 'from' } },
    answer: { schema: pageOf(CalendarSummary), example: { items: [calendarSummary(exampleRow)] } },
  },
  one: {
    name: 'readCalendar',
    method: 'GET',
    path: '/v1/calendars/:id',
    summary: 'A calendar: the latest version, or the one that `version` names.',
    roles: readers,
    query: CalendarVersionQuery,
    answer: { schema: Calendar, example: calendarShown(exampleRow) },
    problems: ['calendar.not-found', 'calendar.version-not-found'],
  },
  versions: {
    name: 'listCalendarVersions',
    method: 'GET',
    path: '/v1/calendars/:id/versions',
    summary: 'Every version that a calendar had, and from when it held.',
    roles: readers,
    list: { sorts: { version: 'version' }, order: '-version' },
    answer: { schema: pageOf(CalendarSummary), example: { items: [calendarSummary(exampleRow)] } },
    problems: ['calendar.not-found'],
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
