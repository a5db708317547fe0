import { RecentCache } from '#eventing';
import { Temporal } from 'temporal-polyfill';

/** A time during which a zone's clocks show the same offset from UTC; all in milliseconds. */
export interface OffsetPeriod {
  readonly from: number;
  /** Exclusive; `Infinity` where no later change is known. */
  readonly to: number;
  readonly offset: number;
}

/** Few per zone: a clock looks at the change behind it and at those until it is due. */
const known = new RecentCache<readonly OffsetPeriod[]>(1000);

const millisecondsOf = (moment: Temporal.ZonedDateTime | null, otherwise: number): number =>
  moment === null ? otherwise : moment.epochMilliseconds;

const read = (zone: string, at: number): OffsetPeriod => {
  const now = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  // A change at this very moment is the beginning of this period, and `previous` looks before it.
  const before = now.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  return {
    from: millisecondsOf(before, -Infinity),
    to: millisecondsOf(now.getTimeZoneTransition('next'), Infinity),
    offset: now.offsetNanoseconds / 1e6,
  };
};

/** The period in which a moment lies. Throws a `RangeError` for a zone that does not exist. */
export const offsetPeriodAt = (zone: string, at: number): OffsetPeriod => {
  const periods = known.get(zone) ?? [];
  const found = periods.find(({ from, to }) => from <= at && at < to);
  if (found) return found;
  const period = read(zone, at);
  known.set(zone, [period, ...periods]);
  return period;
};

/** Whether there is such a day: `2028-02-29`, not `2027-02-29`. */
export const isDate = (date: string): boolean => {
  try {
    return Temporal.PlainDate.from(date) !== undefined;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};
