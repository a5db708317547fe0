import { weekdays, type WorkingCalendar } from './calendar.events.js';

const MINUTE = 60_000;

const writers = new Map<string, Intl.DateTimeFormat>();

const writerOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = writers.get(timeZone);
  if (known) return known;
  const writer = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'long',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  writers.set(timeZone, writer);
  return writer;
};

interface Wall {
  readonly date: string;
  readonly weekday: (typeof weekdays)[number];
  readonly time: string;
}

/** What the calendar and the clock on the wall show: `2026-03-29`, `sunday`, `02:30`. */
const read = (zone: string, at: number): Wall => {
  const parts = writerOf(zone).formatToParts(at);
  const part = (name: string) => parts.find(({ type }) => type === name)!.value;
  const weekday = weekdays.find((name) => name === part('weekday').toLowerCase())!;
  const date = `${part('year')}-${part('month')}-${part('day')}`;
  return { date, weekday, time: `${part('hour')}:${part('minute')}` };
};

const hoursOn = (calendar: WorkingCalendar, date: string, weekday: Wall['weekday']) => {
  const special = calendar.specialDays.find((day) => day.date === date);
  if (special) return special.hours;
  const isHoliday = calendar.holidays.some((day) =>
    day.yearly ? day.date.slice(5) === date.slice(5) : day.date === date,
  );
  return isHoliday ? [] : (calendar.week[weekday] ?? []);
};

const seen = new Map<string, Wall>();

/** Remembered, because every kind of calendar looks at the same minutes. */
const onTheWall = (zone: string, at: number): Wall => {
  const key = `${zone} ${at}`;
  const wall = seen.get(key) ?? read(zone, at);
  seen.set(key, wall);
  return wall;
};

/** Whether somebody works in this minute, by what an Intl formatter shows: no arithmetic at all. */
export const isOpen = (calendar: WorkingCalendar, at: number): boolean => {
  const { date, weekday, time } = onTheWall(calendar.zone, at);
  return hoursOn(calendar, date, weekday).some(({ from, to }) => from <= time && time < to);
};

/** Which calendar holds in a minute. */
export type CalendarAt = (at: number) => WorkingCalendar;

/** The open minutes of a time, counted one by one. */
export const openMinutes = (calendarAt: CalendarAt, from: number, to: number): number => {
  let count = 0;
  for (let at = from; at < to; at += MINUTE) if (isOpen(calendarAt(at), at)) count += 1;
  return count;
};

/** The end of the minute in which so many open minutes have passed; undefined: not before `limit`. */
export const afterOpenMinutes = (
  calendarAt: CalendarAt,
  { from, limit }: { readonly from: number; readonly limit: number },
  minutes: number,
): number | undefined => {
  let left = minutes;
  for (let at = from; at < limit; at += MINUTE) {
    if (isOpen(calendarAt(at), at)) left -= 1;
    if (left === 0) return at + MINUTE;
  }
  return undefined;
};
