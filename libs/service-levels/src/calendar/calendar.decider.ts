import { canonical, decideBy, type Decider, evolveBy } from '#eventing';

import type { CalendarCommand } from './calendar.commands.js';
import type { CalendarEvent, Holiday, WorkingCalendar } from './calendar.events.js';
import { ensure, ensureSound } from './calendar.rules.js';

interface CalendarState {
  readonly version: number;
  readonly calendar?: WorkingCalendar;
}

const isSame = (one: unknown, other: unknown) => canonical(one) === canonical(other);

/** Holidays of one day and name are one holiday. */
const together = (known: readonly Holiday[], found: readonly Holiday[]): readonly Holiday[] => {
  const all = new Map([...known, ...found].map((each) => [`${each.date} ${each.name}`, each]));
  return [...all.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1));
};

const publish = (state: CalendarState, calendar: WorkingCalendar, from: string) => {
  ensureSound(calendar);
  if (isSame(state.calendar, calendar)) return [];
  const data = { version: state.version + 1, from, calendar };
  return [{ type: 'CalendarPublished', data }] as const;
};

export const calendarDecider: Decider<CalendarState, CalendarCommand, CalendarEvent> = {
  name: 'calendar',
  initial: { version: 0 },
  creates: ['CreateCalendar'],
  evolve: evolveBy<CalendarState, CalendarEvent>({
    CalendarCreated: (_, { version, calendar }) => ({ version, calendar }),
    CalendarPublished: (_, { version, calendar }) => ({ version, calendar }),
  }),
  decide: decideBy<CalendarState, CalendarCommand, CalendarEvent>({
    CreateCalendar: (_, { data: calendar, at: from }) => {
      ensureSound(calendar);
      return [{ type: 'CalendarCreated', data: { version: 1, from, calendar } }];
    },
    PublishCalendar: (state, { data, at }) => {
      ensure(state.calendar !== undefined, 'not-found');
      return publish(state, data, at);
    },
    ImportHolidays: (state, { data, at }) => {
      ensure(state.calendar !== undefined, 'not-found');
      const holidays = together(state.calendar!.holidays, data.holidays);
      return publish(state, { ...state.calendar!, holidays }, at);
    },
  }),
};
