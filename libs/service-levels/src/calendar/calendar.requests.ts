import {
  Holds,
  IsInteger,
  IsSingleLine,
  IsText,
  Nested,
  NestedList,
  Optional,
  Says,
  Type,
} from '#platform';
import { IsBoolean } from 'class-validator';
import type { Holiday, OpenHours, SpecialDay, WorkingCalendar } from './calendar.events.js';

const Begins = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', maxLength: 5 });
const Ends = Type.String({ pattern: '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$', maxLength: 5 });
const CalendarDate = Type.String({
  pattern: '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
  maxLength: 10,
});

export class Hours implements OpenHours {
  @Says('When they begin, by the clock on the wall: `09:00`.') @Holds(Begins) readonly from: string;
  @Says('When they end: `17:00`; `24:00` is the end of the day.') @Holds(Ends) readonly to: string;
}

const HOURS = 12;

export class WeekHours {
  @Says('The hours of Mondays. Left out: none.')
  @Optional()
  @NestedList(Hours, HOURS)
  readonly monday?: readonly Hours[];

  @Says('The hours of Tuesdays. Left out: none.')
  @Optional()
  @NestedList(Hours, HOURS)
  readonly tuesday?: readonly Hours[];

  @Says('The hours of Wednesdays. Left out: none.')
  @Optional()
  @NestedList(Hours, HOURS)
  readonly wednesday?: readonly Hours[];

  @Says('The hours of Thursdays. Left out: none.')
  @Optional()
  @NestedList(Hours, HOURS)
  readonly thursday?: readonly Hours[];

  @Says('The hours of Fridays. Left out: none.')
  @Optional()
  @NestedList(Hours, HOURS)
  readonly friday?: readonly Hours[];

  @Says('The hours of Saturdays. Left out: none.')
  @Optional()
  @NestedList(Hours, HOURS)
  readonly saturday?: readonly Hours[];

  @Says('The hours of Sundays. Left out: none.')
  @Optional()
  @NestedList(Hours, HOURS)
  readonly sunday?: readonly Hours[];
}

export class HolidayDay implements Holiday {
  @Says('The day: `2026-12-25`.') @Holds(CalendarDate) readonly date: string;
  @Says('What the day is called.') @IsSingleLine(200) readonly name: string;

  @Says('Whether it comes on the same day of every year.')
  @Optional()
  @IsBoolean()
  readonly yearly?: boolean;
}

export class DayWithHours implements SpecialDay {
  @Says('The day: `2026-12-24`.') @Holds(CalendarDate) readonly date: string;
  @Says('What the day is called.') @IsSingleLine(200) readonly name: string;

  @Says('The hours of this day, whatever the week and the holidays say.')
  @NestedList(Hours, HOURS)
  readonly hours: readonly Hours[];
}

/** A calendar, whole: the first version, or the next one. */
export class CalendarBody implements WorkingCalendar {
  @Says('What the calendar is called.') @IsSingleLine(200) readonly name: string;

  @Says('A zone of the IANA time zone database, such as `Africa/Cairo`.')
  @IsSingleLine(64)
  readonly zone: string;

  @Says(
    'The hours of each day of the week, by the clock on the wall; several a day if it is split.',
  )
  @Nested(WeekHours)
  readonly week: WeekHours;

  @Says('Days without hours.')
  @NestedList(HolidayDay, 1000)
  readonly holidays: readonly HolidayDay[];

  @Says('Days with hours of their own.')
  @NestedList(DayWithHours, 400)
  readonly specialDays: readonly DayWithHours[];
}

export class ICalendarBody {
  @Says('An iCalendar file (RFC 5545): its whole days become holidays.')
  @IsText(500_000)
  readonly icalendar: string;
}

export class CalendarVersionQuery {
  @Says('Which version; the latest where it is left out.')
  @Optional()
  @IsInteger(1, 1_000_000)
  readonly version?: number;
}
