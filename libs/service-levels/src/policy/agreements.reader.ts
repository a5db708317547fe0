import { allRows, type ViewReader } from '#eventing';

import type { WorkingCalendar } from '../calendar/calendar.events.js';
import { type CalendarRow, calendarVersionsView } from '../calendar/calendars.view.js';
import type { Agreement } from '../clock/reckoning.mapping.js';
import type { Course } from '../clock/course.state.js';
import {
  customerKey,
  GENERAL,
  levelPoliciesView,
  type LevelPolicyRow,
  levelPolicyVersionsView,
  serviceKey,
} from './level-policies.view.js';
import type { Scope } from './level-policy.events.js';
import { ensure } from './level-policy.rules.js';

const PAGE = 200;

const wholeDay = [{ from: '00:00', to: '24:00' }];

const aroundTheClock: WorkingCalendar = {
  name: 'always',
  zone: 'UTC',
  week: {
    monday: wholeDay,
    tuesday: wholeDay,
    wednesday: wholeDay,
    thursday: wholeDay,
    friday: wholeDay,
    saturday: wholeDay,
    sunday: wholeDay,
  },
  holidays: [],
  specialDays: [],
};

const always = {
  calendar: { id: 'always', version: 0 },
  timeline: [{ from: 0, calendar: aroundTheClock }],
};

/** Whether a policy is for such a ticket. */
export const fits = (
  { kinds, priorities, services, customers }: Scope,
  course: Pick<Course, 'kind' | 'priority' | 'service' | 'customer'>,
): boolean => {
  const { kind, priority, service = '', customer } = course;
  return [
    !kinds || kinds.includes(kind),
    !priorities || priorities.includes(priority),
    !services || services.includes(service),
    !customers || customers.includes(customer),
  ].every(Boolean);
};

/** A policy for customers is more particular than one for services, then kinds, then priorities. */
const particularity = ({ customers, services, kinds, priorities }: Scope): number =>
  [customers, services, kinds, priorities].reduce(
    (rank, named) => rank * 2 + (named === undefined ? 0 : 1),
    0,
  );

const better = (best: LevelPolicyRow | undefined, row: LevelPolicyRow): LevelPolicyRow => {
  const isBetter =
    !best || particularity(row.policy.appliesTo) > particularity(best.policy.appliesTo);
  return isBetter ? row : best;
};

/** Which policy is in force for a ticket, and the calendar that it counts by. */
export class Agreements {
  constructor(private readonly views: Pick<ViewReader, 'get' | 'page'>) {}

  /**
   * By the most particular policy that fits; of several, the one whose version is the oldest; none
   * where none fits. By another of its versions, if one is named: refuses with
   * `service-level-policy.version-not-found` where there is none.
   */
  async for(tenant: string, course: Course, version?: number): Promise<Agreement | undefined> {
    const best = await this.#best(tenant, course);
    const row = version === undefined ? best : await this.#versionOf(tenant, best?.id, version);
    return row && this.#by(tenant, row);
  }

  async #versionOf(tenant: string, id: string | undefined, version: number) {
    const key = `${id}/${version}`;
    const row = await this.views.get<LevelPolicyRow>(levelPolicyVersionsView, tenant, key);
    ensure(row !== undefined, 'version-not-found');
    return row;
  }

  async #by(tenant: string, { id, version, policy }: LevelPolicyRow): Promise<Agreement> {
    const counted = policy.calendar ? await this.#calendar(tenant, policy.calendar) : always;
    return { id, version, policy, ...counted };
  }

  async #best(tenant: string, course: Course): Promise<LevelPolicyRow | undefined> {
    const { customer, service } = course;
    const keys = [GENERAL, customerKey(customer), ...(service ? [serviceKey(service)] : [])];
    const where = { status: 'in-force', foundBy: keys };
    const query = { tenant, where, order: [{ column: 'from' }], limit: PAGE };
    let best: LevelPolicyRow | undefined;
    for await (const row of allRows<LevelPolicyRow>(this.views, levelPoliciesView, query))
      if (fits(row.policy.appliesTo, course)) best = better(best, row);
    return best;
  }

  async #calendar(tenant: string, id: string): Promise<Pick<Agreement, 'calendar' | 'timeline'>> {
    const rows: CalendarRow[] = [];
    const query = { tenant, where: { calendar: id }, order: [{ column: 'version' }], limit: PAGE };
    for await (const row of allRows<CalendarRow>(this.views, calendarVersionsView, query))
      rows.push(row);
    const latest = rows.at(-1);
    if (!latest) throw new Error(`The calendar ${id} has no version.`);
    return {
      calendar: { id, version: latest.version },
      timeline: rows.map(({ from, calendar }) => ({ from: Date.parse(from), calendar })),
    };
  }
}
