import { RecentCache } from './recent-cache.js';
import type { Moment } from './time.js';

/** A moment as a clock on the wall shows it. */
export interface LocalTime {
  /** 1 is Monday, 7 is Sunday (ISO 8601). */
  readonly weekday: number;
  /** `2026-11-24` */
  readonly date: string;
  /** `14:30` */
  readonly time: string;
}

/** By the name as it was given: callers choose how it is spelled, so not all of them are kept. */
const formats = new RecentCache<Intl.DateTimeFormat>(1000);

/** Throws a RangeError for a zone that is not in the IANA database. */
const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
};

/** Whether a name such as `Africa/Cairo` is in the IANA database. Offsets such as `+02:00` are not. */
export const isTimeZone = (name: string): boolean => {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
};

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** What the clock on the wall shows at a moment in a zone, by the rules of that day. */
export const localTime = (at: Moment, timeZone: string): LocalTime => {
  const parts = formatOf(timeZone).formatToParts(new Date(at));
  const part = (type: string) => parts.find((one) => one.type === type)!.value;
  return {
    weekday: weekdays.indexOf(part('weekday')) + 1,
    date: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
  };
};
