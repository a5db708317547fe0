import ical, { type CalendarComponent, type VEvent } from 'node-ical';
import type { Moment } from '#eventing';

import type { Holiday } from './calendar.events.js';
import { ensure, MOST_HOLIDAYS } from './calendar.rules.js';

/** Repetitions are written out for so many years; what comes once may be later. */
const YEARS = 5;
const LONGEST = 366;
const EVENTS = 2000;
/** Each is written out from its first day on, which takes time. */
const REPETITIONS = 100;
const EARLIEST = 1900;

const isWholeDay = (part: CalendarComponent | undefined): part is VEvent =>
  part?.type === 'VEVENT' && part.datetype === 'date';

/** node-ical gives whole days as midnight of this machine's own zone. */
const numberOf = (day: Date): number =>
  Date.UTC(day.getFullYear(), day.getMonth(), day.getDate()) / 86_400_000;

const dateOf = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

const nameOf = ({ summary }: VEvent): string => {
  const text = typeof summary === 'string' ? summary : (summary?.val ?? '');
  const line = text.replaceAll(/[\p{Cc}\p{Cf}]/gu, ' ').trim();
  return line === '' ? 'Holiday' : line.slice(0, 200);
};

const repeats = ({ rrule }: VEvent): boolean => rrule !== undefined;

/** Rules that repeat within a day would be written out for ever. */
const canBeWrittenOut = (event: VEvent): boolean =>
  !repeats(event) ||
  (event.start.getFullYear() >= EARLIEST &&
    !/FREQ=(?:HOURLY|MINUTELY|SECONDLY)/i.test(event.rrule!.toString()));

/**
 * What repeats on the 29th, 30th or 31st comes only in months that have that day (RFC 5545, 3.3.10).
 * node-ical moves it to an earlier day, unless the rule says the day itself.
 */
const withDayOfMonth = (event: string): string => {
  const [, month, day] = /^DTSTART[^:\r\n]*:\d{4}(\d\d)(\d\d)/m.exec(event) ?? [];
  if (!(Number(day) > 28)) return event;
  const says = (line: string) => {
    if (!line.startsWith('RRULE:') || line.includes('BY')) return line;
    if (line.includes('FREQ=MONTHLY')) return `${line};BYMONTHDAY=${day}`;
    return line.includes('FREQ=YEARLY') ? `${line};BYMONTH=${month};BYMONTHDAY=${day}` : line;
  };
  return event.split('\n').map(says).join('\n');
};

/** Lines that were folded (RFC 5545, 3.1) are one line again. */
const prepared = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replaceAll(/\n[ \t]/g, '')
    .split('BEGIN:VEVENT')
    .map(withDayOfMonth)
    .join('BEGIN:VEVENT');

const daysOf = (event: VEvent, from: Date, to: Date): readonly Holiday[] => {
  const instances = ical.expandRecurringEvent(event, { from, to, expandOngoing: true });
  return instances.slice(0, MOST_HOLIDAYS).flatMap(({ start, end }) => {
    const first = numberOf(start);
    // The end is the day after the last one (RFC 5545, 3.6.1).
    const length = Math.min(LONGEST, Math.max(1, numberOf(end) - first));
    return Array.from({ length }, (_, index) => ({
      date: dateOf(first + index),
      name: nameOf(event),
    }));
  });
};

/** Nothing where the text is no iCalendar; the library throws at some texts. */
const parsed = (text: string): ReturnType<typeof ical.sync.parseICS> => {
  if (!text.trimStart().startsWith('BEGIN:VCALENDAR')) return {};
  try {
    return ical.sync.parseICS(prepared(text));
  } catch {
    return {};
  }
};

/**
 * The whole days in an iCalendar file (RFC 5545), as holidays: from the beginning of this year on,
 * repetitions for five years. What lasts hours is no holiday and is left out.
 */
export const holidaysIn = (text: string, now: Moment): readonly Holiday[] => {
  const year = Number(now.slice(0, 4));
  const events = Object.values(parsed(text)).filter(isWholeDay);
  ensure(events.length > 0, 'not-icalendar');
  const isTooMuch = events.length > EVENTS || events.filter(repeats).length > REPETITIONS;
  ensure(!isTooMuch, 'too-many-holidays');
  const from = new Date(year, 0, 1);
  const until = (event: VEvent) => new Date(repeats(event) ? year + YEARS : 9999, 11, 31);
  return events
    .filter(canBeWrittenOut)
    .flatMap((event) => daysOf(event, from, until(event)))
    .filter(({ date }) => date >= `${year}`);
};
