import type { MessagesOf, Moment } from '#eventing';

/** A time in which somebody is not there. */
export interface Absence {
  /** Its id: a UUID, derived from the command. */
  readonly absence: string;
  readonly from: Moment;
  /** They are back from this moment on. */
  readonly to: Moment;
  /** Who stands in, before the deputies of a chain. */
  readonly deputy?: string;
}

/** When a member of staff is there. The stream's id is their pseudonym. No reason is kept. */
export type StaffEvent = MessagesOf<{
  AbsencePlanned: Absence;
  AbsenceCancelled: { absence: string };
}>;
