import { daysAfter, idOf, isAfter, type Moment, type View } from '#eventing';

import type { Absence, StaffEvent } from './staff.events.js';

/** The absences of one member of staff, the earliest first. */
export interface AbsencesRow {
  readonly person: string;
  readonly absences: readonly Absence[];
  readonly version: number;
}

const byStart = (a: Absence, b: Absence) => (a.from < b.from ? -1 : 1);

const KEPT_DAYS = 365;

/** Those that had ended a year before another was planned are left out, so that rows stay short. */
const isRecent = ({ to }: Absence, at: Moment) => isAfter(daysAfter(to, KEPT_DAYS), at);

/** When members of staff are away. */
export const absencesView: View<StaffEvent, AbsencesRow> = {
  name: 'absences',
  version: 1,
  of: 'staff',
  columns: { person: { type: 'text', of: ({ person }) => person } },
  indexes: [['person']],
  when: {
    AbsencePlanned: (row, event) => ({
      person: idOf(event.stream),
      absences: [...(row?.absences ?? []), event.data]
        .filter((each) => isRecent(each, event.meta.at))
        .toSorted(byStart),
      version: event.revision + 1,
    }),
    AbsenceCancelled: (row, event) =>
      row && {
        ...row,
        absences: row.absences.filter(({ absence }) => absence !== event.data.absence),
        version: event.revision + 1,
      },
  },
};
