import { isAfter, localTime, type Moment } from '#eventing';

import type { Absence } from '../staff/staff.events.js';
import type { ChainMember } from '../team/team.events.js';

/** Somebody to whom an escalation can be offered now. */
export interface Available {
  readonly person: string;
  /** The manager for whom they stand in; absent when it is the manager themselves. */
  readonly insteadOf?: string;
}

/** The absences of each person of a chain. */
export type AbsencesOf = (person: string) => readonly Absence[];

const absenceAt = (absences: readonly Absence[], at: Moment): Absence | undefined =>
  absences.find(({ from, to }) => !isAfter(from, at) && isAfter(to, at));

const isAtWork = ({ timeZone, hours }: ChainMember, at: Moment): boolean => {
  if (!hours) return true;
  const { weekday, time } = localTime(at, timeZone);
  return hours.some(({ days, from, to }) => days.includes(weekday) && from <= time && time < to);
};

/** The deputy named for this absence comes before those of the chain. */
const standIn = (
  { manager, deputies }: ChainMember,
  of: AbsencesOf,
  at: Moment,
): Available | undefined => {
  const named = absenceAt(of(manager), at)?.deputy;
  const person = [...(named === undefined ? [] : [named]), ...deputies].find(
    (deputy) => !absenceAt(of(deputy), at),
  );
  return person === undefined ? undefined : { person, insteadOf: manager };
};

const placeOf = (member: ChainMember, of: AbsencesOf, at: Moment): Available | undefined => {
  const isThere = !absenceAt(of(member.manager), at) && isAtWork(member, at);
  return isThere ? { person: member.manager } : standIn(member, of, at);
};

/**
 * The last one is assigned, not asked, so their hours do not count, but their absence does. Without a
 * stand-in the administrator is in their place.
 */
const lastOf = (
  member: ChainMember,
  of: AbsencesOf,
  { at, administrator }: ChainMoment,
): Available => {
  const { hours: _, ...atAnyHour } = member;
  return (
    placeOf(member, of, at) ??
    placeOf(atAnyHour, of, at) ?? { person: administrator, insteadOf: member.manager }
  );
};

export interface ChainMoment {
  readonly at: Moment;
  readonly administrator: string;
}

/** Those who are there at a moment, in the order of the chain, each once; never nobody. */
export const availableAt = (
  chain: readonly ChainMember[],
  of: AbsencesOf,
  moment: ChainMoment,
): readonly Available[] => {
  const last = chain.at(-1);
  if (!last) return [{ person: moment.administrator }];
  const places = chain.slice(0, -1).map((member) => placeOf(member, of, moment.at));
  const found = [...places, lastOf(last, of, moment)].filter((each) => each !== undefined);
  return found.filter(
    ({ person }, index) => found.findIndex((each) => each.person === person) === index,
  );
};
