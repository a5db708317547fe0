import type { OpenHours, WorkingCalendar } from './calendar.events.js';

const hours = (...spans: readonly string[]): readonly OpenHours[] =>
  spans.map((span) => ({ from: span.slice(0, 5), to: span.slice(6) }));

const everyDay = (...spans: readonly string[]): WorkingCalendar['week'] => {
  const all = hours(...spans);
  return {
    monday: all,
    tuesday: all,
    wednesday: all,
    thursday: all,
    friday: all,
    saturday: all,
    sunday: all,
  };
};

const mondayToFriday = (...spans: readonly string[]): WorkingCalendar['week'] => {
  const { saturday: _, sunday: __, ...week } = everyDay(...spans);
  return week;
};

const sundayToThursday = (...spans: readonly string[]): WorkingCalendar['week'] => {
  const { friday: _, saturday: __, ...week } = everyDay(...spans);
  return week;
};

const calendar = (
  name: string,
  week: WorkingCalendar['week'],
  more: Partial<WorkingCalendar> = {},
): WorkingCalendar => ({ name, zone: 'UTC', week, holidays: [], specialDays: [], ...more });

/** The calendars of the table; each case puts them into its own zone. */
export const kindsOfCalendar = (date: string): readonly WorkingCalendar[] => [
  calendar('always', everyDay('00:00-24:00')),
  calendar('office hours', mondayToFriday('09:00-17:00')),
  calendar('a lunch break, half a Saturday', {
    ...mondayToFriday('08:30-12:30', '13:15-17:45'),
    saturday: hours('10:00-14:00'),
  }),
  calendar('Sunday to Thursday', sundayToThursday('08:00-16:00')),
  calendar('nights', everyDay('22:00-24:00', '00:00-06:00')),
  calendar('the small hours', everyDay('00:15-00:45', '01:30-02:30', '02:45-03:10', '23:40-24:00')),
  calendar('closed that day', everyDay('00:00-24:00'), { holidays: [{ date, name: 'Closed' }] }),
  calendar('closed that day every year', everyDay('07:00-19:00'), {
    holidays: [{ date: `2004${date.slice(4)}`, name: 'Closed', yearly: true }],
  }),
  calendar('open on a holiday after all', mondayToFriday('09:00-17:00'), {
    holidays: [{ date, name: 'Closed' }],
    specialDays: [{ date, name: 'Stocktaking', hours: hours('01:00-02:20', '11:00-13:00') }],
  }),
];

export const officeHours = (zone: string): WorkingCalendar =>
  calendar('office hours', mondayToFriday('09:00-17:00'), { zone });

export const longHours = (zone: string): WorkingCalendar =>
  calendar('long hours', everyDay('06:00-22:00'), { zone });
