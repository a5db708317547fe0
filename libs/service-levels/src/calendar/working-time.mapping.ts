import { type OpenHours, weekdays, type WorkingCalendar } from './calendar.events.js';
import { offsetPeriodAt } from './zone.mapping.js';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Where no hours are found for so long, none will come. */
const HORIZON = 10 * 366 * DAY;

/** From (inclusive) to (exclusive), in milliseconds: of the epoch, or of a day. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Which calendar holds from when, oldest first; before the first one, the first one holds. */
export type CalendarTimeline = readonly {
  readonly from: number;
  readonly calendar: WorkingCalendar;
}[];

type HoursOfDay = (day: number) => readonly Span[];

const timeOf = (time: string): number =>
  (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * MINUTE;

const spansOf = (hours: readonly OpenHours[] = []): readonly Span[] =>
  hours
    .map(({ from, to }) => ({ from: timeOf(from), to: timeOf(to) }))
    .toSorted((a, b) => a.from - b.from);

/** Days are numbered from the first of January 1970, a Thursday. */
const dayOf = (date: string): number => Date.parse(`${date}T00:00:00.000Z`) / DAY;
const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

const compile = ({ week, holidays, specialDays }: WorkingCalendar): HoursOfDay => {
  const usual = weekdays.map((weekday) => spansOf(week[weekday]));
  const closed = new Set(holidays.filter(({ yearly }) => !yearly).map(({ date }) => dayOf(date)));
  const yearly = new Set(
    holidays.filter((holiday) => holiday.yearly).map(({ date }) => date.slice(5)),
  );
  const special = new Map(specialDays.map(({ date, hours }) => [dayOf(date), spansOf(hours)]));
  const isClosed = (day: number) =>
    closed.has(day) || (yearly.size > 0 && yearly.has(dateOf(day).slice(5)));
  return (day) => special.get(day) ?? (isClosed(day) ? [] : usual[weekdayOf(day)]!);
};

const compiled = new WeakMap<WorkingCalendar, HoursOfDay>();

const hoursOf = (calendar: WorkingCalendar): HoursOfDay => {
  const hours = compiled.get(calendar) ?? compile(calendar);
  compiled.set(calendar, hours);
  return hours;
};

const shared = (a: Span, b: Span): Span => ({
  from: Math.max(a.from, b.from),
  to: Math.min(a.to, b.to),
});

/** The open spans within a time of one offset. */
function* openAt(hours: HoursOfDay, within: Span, offset: number): Generator<Span> {
  const first = Math.floor((within.from + offset) / DAY);
  for (let midnight = first * DAY - offset; midnight < within.to; midnight += DAY)
    yield* hours((midnight + offset) / DAY)
      .map(({ from, to }) => shared({ from: midnight + from, to: midnight + to }, within))
      .filter(({ from, to }) => from < to);
}

/**
 * The open spans of one calendar. A moment is open when the clock on the wall shows a time within
 * the hours: an hour that a zone skips is nobody's, one that it repeats counts twice.
 */
function* openIn(calendar: WorkingCalendar, { from, to }: Span): Generator<Span> {
  const hours = hoursOf(calendar);
  for (let at = from; at < to;) {
    const period = offsetPeriodAt(calendar.zone, at);
    const end = Math.min(to, period.to);
    yield* openAt(hours, { from: at, to: end }, period.offset);
    at = end;
  }
}

/** When each calendar of a timeline holds within a time. */
const reignsOf = (timeline: CalendarTimeline, within: Span) =>
  timeline.map(({ from, calendar }, index) => {
    const to = timeline[index + 1]?.from ?? Infinity;
    return { calendar, span: shared({ from: index === 0 ? -Infinity : from, to }, within) };
  });

/** The open spans of a time, in order. */
function* openSpans(timeline: CalendarTimeline, within: Span): Generator<Span> {
  for (const { calendar, span } of reignsOf(timeline, within))
    if (span.from < span.to) yield* openIn(calendar, span);
}

/** The working time, in milliseconds, between two moments. */
export const workingTimeIn = (timeline: CalendarTimeline, within: Span): number => {
  let total = 0;
  for (const { from, to } of openSpans(timeline, within)) total += to - from;
  return total;
};

/**
 * The earliest moment at which so much working time has passed; undefined where the calendar has
 * too few hours within ten years.
 */
export const afterWorkingTime = (
  timeline: CalendarTimeline,
  start: number,
  time: number,
): number | undefined => {
  if (time <= 0) return start;
  let left = time;
  for (const { from, to } of openSpans(timeline, { from: start, to: start + HORIZON })) {
    if (to - from >= left) return from + left;
    left -= to - from;
  }
  return undefined;
};
