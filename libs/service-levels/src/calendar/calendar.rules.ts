import { isTimeZone, rulebook } from '#eventing';

import type { OpenHours, WorkingCalendar } from './calendar.events.js';
import { isDate } from './zone.mapping.js';

/** What is refused about calendars. */
export const ensure = rulebook('calendar', {
  'not-found': ['missing', 'Calendar not found.', 'لا يوجد تقويم كهذا.'],
  'version-not-found': [
    'missing',
    'This calendar has no such version.',
    'لا توجد نسخة كهذه من هذا التقويم.',
  ],
  'unknown-zone': [
    'invalid',
    'The time zone must be one of the IANA time zone database, such as Africa/Cairo.',
    'يجب أن تكون المنطقة الزمنية من قاعدة بيانات IANA، مثل Africa/Cairo.',
  ],
  'hours-overlap': [
    'invalid',
    'Working hours must end after they begin, and may not overlap on one day.',
    'يجب أن تنتهي ساعات العمل بعد بدايتها، وألا تتداخل في اليوم الواحد.',
  ],
  'no-such-date': ['invalid', 'This date does not exist.', 'هذا التاريخ غير موجود.'],
  'special-day-twice': [
    'invalid',
    'A special day may be named only once.',
    'لا يجوز ذكر اليوم الخاص أكثر من مرة.',
  ],
  'too-many-holidays': [
    'invalid',
    'A calendar may have at most 2000 holidays.',
    'لا يجوز أن يزيد التقويم على 2000 عطلة.',
  ],
  'not-icalendar': [
    'invalid',
    'This is not an iCalendar file with whole days in it.',
    'هذا ليس ملف iCalendar فيه أيام كاملة.',
  ],
});

export const MOST_HOLIDAYS = 2000;

const ensureHours = (hours: readonly OpenHours[]) => {
  const sorted = hours.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  for (const [index, { from, to }] of sorted.entries()) {
    const next = sorted[index + 1]?.from ?? '24:00';
    ensure(from < to && to <= next, 'hours-overlap', { from, to });
  }
};

/** What the shape of a request cannot say of a calendar. */
export const ensureSound = ({ zone, week, holidays, specialDays }: WorkingCalendar): void => {
  ensure(isTimeZone(zone), 'unknown-zone', { zone });
  for (const hours of [...Object.values(week), ...specialDays.map((day) => day.hours)])
    ensureHours(hours);
  for (const { date } of [...holidays, ...specialDays])
    ensure(isDate(date), 'no-such-date', { date });
  const special = new Set(specialDays.map(({ date }) => date));
  ensure(special.size === specialDays.length, 'special-day-twice');
  ensure(holidays.length <= MOST_HOLIDAYS, 'too-many-holidays');
};
