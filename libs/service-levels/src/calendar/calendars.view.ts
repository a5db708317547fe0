import { idOf, type Moment, type RecordedEvent, type View } from '#eventing';

import type { CalendarEvent, WorkingCalendar } from './calendar.events.js';

/** A version of a calendar. */
export interface CalendarRow {
  readonly id: string;
  readonly version: number;
  readonly from: Moment;
  readonly calendar: WorkingCalendar;
}

const rowOf = ({ stream, data }: RecordedEvent<CalendarEvent>): CalendarRow => ({
  id: idOf(stream),
  ...data,
});

/** Each calendar as it is now. */
export const calendarsView: View<CalendarEvent, CalendarRow> = {
  name: 'calendars',
  version: 1,
  of: 'calendar',
  columns: {
    name: { type: 'text', of: ({ calendar }) => calendar.name },
    zone: { type: 'text', of: ({ calendar }) => calendar.zone },
    from: { type: 'text', of: ({ from }) => from },
  },
  indexes: [['name'], ['from']],
  when: {
    CalendarCreated: (_, event) => rowOf(event),
    CalendarPublished: (_, event) => rowOf(event),
  },
};

const keyOf = ({ stream, data }: RecordedEvent<CalendarEvent>) => `${idOf(stream)}/${data.version}`;

/** Every version that a calendar ever had: a clock counts each minute by the one that held then. */
export const calendarVersionsView: View<CalendarEvent, CalendarRow> = {
  ...calendarsView,
  name: 'calendar-versions',
  key: { CalendarCreated: keyOf, CalendarPublished: keyOf },
  columns: {
    calendar: { type: 'text', of: ({ id }) => id },
    version: { type: 'integer', of: ({ version }) => version },
  },
  indexes: [['calendar', 'version']],
};
