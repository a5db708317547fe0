import {
  type CommandContext,
  type CommandsOf,
  decideBy,
  type Decider,
  evolveBy,
  isAfter,
} from '#eventing';

import type { Absence, StaffEvent } from './staff.events.js';
import { ensure } from './staff.rules.js';

export type StaffCommand = CommandsOf<{
  /** `person` is the stream's own id, as the route read it. */
  PlanAbsence: Absence & { readonly person: string };
  CancelAbsence: { absence: string; person: string };
}>;

interface Staff {
  readonly absences: readonly Absence[];
}

export type StaffDecider = Decider<Staff, StaffCommand, StaffEvent>;

const MOST_ABSENCES = 100;

const leads = ['manager', 'administrator', 'integration', 'system'];

const ensureOwn = ({ by }: CommandContext, person: string) =>
  ensure(by.id === person || leads.includes(by.kind), 'own-only');

/** When a member of staff is away, and who stands in. */
export const staffDecider: StaffDecider = {
  name: 'staff',
  initial: { absences: [] },
  evolve: evolveBy<Staff, StaffEvent>({
    AbsencePlanned: ({ absences }, absence) => ({ absences: [...absences, absence] }),
    AbsenceCancelled: ({ absences }, { absence }) => ({
      absences: absences.filter((each) => each.absence !== absence),
    }),
  }),
  decide: decideBy<Staff, StaffCommand, StaffEvent>({
    PlanAbsence: ({ absences }, { data: { person, ...absence }, ...context }) => {
      ensureOwn(context, person);
      ensure(isAfter(absence.to, absence.from), 'reversed');
      ensure(isAfter(absence.to, context.at), 'over');
      ensure(absence.deputy !== person, 'own-deputy');
      const ahead = absences.filter(({ to }) => isAfter(to, context.at));
      ensure(ahead.length < MOST_ABSENCES, 'too-many');
      return [{ type: 'AbsencePlanned', data: absence }];
    },
    CancelAbsence: ({ absences }, { data: { person, absence }, ...context }) => {
      ensureOwn(context, person);
      ensure(
        absences.some((each) => each.absence === absence),
        'not-found',
      );
      return [{ type: 'AbsenceCancelled', data: { absence } }];
    },
  }),
};
