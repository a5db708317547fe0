import type { CommandsOf } from '#eventing';

import type { Holiday, WorkingCalendar } from './calendar.events.js';

export type CalendarCommand = CommandsOf<{
  CreateCalendar: WorkingCalendar;
  /** The next version, in force from the moment of the command. */
  PublishCalendar: WorkingCalendar;
  /** The next version, with these holidays beside those that it has. */
  ImportHolidays: { readonly holidays: readonly Holiday[] };
}>;
