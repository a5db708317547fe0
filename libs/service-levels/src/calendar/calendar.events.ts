import type { MessagesOf, Moment } from '#eventing';

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof weekdays)[number];

/** From `09:00` (inclusive) to `17:00` (exclusive), by the clock on the wall; `24:00` ends a day. */
export interface OpenHours {
  readonly from: string;
  readonly to: string;
}

/** A day without hours. */
export interface Holiday {
  /** `2026-12-25` */
  readonly date: string;
  readonly name: string;
  /** On the same day of every year. 29 February comes in leap years only. */
  readonly yearly?: boolean;
}

/** A day with hours of its own. It outranks the week and holidays. */
export interface SpecialDay {
  readonly date: string;
  readonly name: string;
  readonly hours: readonly OpenHours[];
}

/** When somebody works. */
export interface WorkingCalendar {
  readonly name: string;
  /** A zone of the IANA time zone database, such as `Africa/Cairo`. */
  readonly zone: string;
  /** A day that is left out has no hours. */
  readonly week: { readonly [Day in Weekday]?: readonly OpenHours[] };
  readonly holidays: readonly Holiday[];
  readonly specialDays: readonly SpecialDay[];
}

/** A version of a calendar, and the moment from which it holds. */
interface CalendarVersion {
  readonly version: number;
  readonly from: Moment;
  readonly calendar: WorkingCalendar;
}

/** What can happen to a calendar. */
export type CalendarEvent = MessagesOf<{
  CalendarCreated: CalendarVersion;
  /** The minutes before `from` keep the hours that they had. */
  CalendarPublished: CalendarVersion;
}>;
