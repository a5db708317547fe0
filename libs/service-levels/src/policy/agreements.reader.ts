import {
  aggregateOf,
  allRows,
  RecentCache,
  type RecordedEvent,
  type ViewProgress,
  type ViewReader,
} from '#eventing';

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
/** So many customers, services and calendars are remembered. */
const REMEMBERED = 10_000;

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

type Counted = Pick<Agreement, 'calendar' | 'timeline'>;

const isChange = ({ stream }: RecordedEvent) =>
  ['servicelevelpolicy', 'calendar'].includes(aggregateOf(stream));

/** What `read` gives, read once until it is forgotten; a failure is not remembered. */
const once = <Value>(
  cache: RecentCache<Promise<Value>>,
  key: string,
  read: () => Promise<Value>,
): Promise<Value> => {
  const known = cache.get(key);
  if (known) return known;
  const reading = read();
  cache.set(key, reading);
  reading.catch(() => cache.delete(key));
  return reading;
};

/**
 * Which policy is in force for a ticket, and the calendar that it counts by. Policies and calendars
 * change seldom, and are asked for at every count: they are remembered until one of them changes.
 */
export class Agreements {
  readonly #policies = new RecentCache<Promise<readonly LevelPolicyRow[]>>(REMEMBERED);
  readonly #calendars = new RecentCache<Promise<Counted>>(REMEMBERED);

  constructor(
    private readonly views: Pick<ViewReader, 'get' | 'page'>,
    progress: Pick<ViewProgress, 'onApplied'>,
  ) {
    progress.onApplied((events) => {
      if (events.some(isChange)) this.#forget();
    });
  }

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
    if (policy.calendar === undefined) return { id, version, policy, ...always };
    const { calendar } = policy;
    const key = `${tenant}/${calendar}`;
    const counted = await once(this.#calendars, key, () => this.#calendar(tenant, calendar));
    return { id, version, policy, ...counted };
  }

  async #best(tenant: string, course: Course): Promise<LevelPolicyRow | undefined> {
    const { customer, service } = course;
    const keys = [GENERAL, customerKey(customer), ...(service ? [serviceKey(service)] : [])];
    const found = await Promise.all(
      keys.map((key) => once(this.#policies, `${tenant}/${key}`, () => this.#foundBy(tenant, key))),
    );
    const fitting = found.flat().filter(({ policy }) => fits(policy.appliesTo, course));
    return fitting.reduce<LevelPolicyRow | undefined>(better, undefined);
  }

  /** The oldest one first. */
  async #foundBy(tenant: string, foundBy: string): Promise<readonly LevelPolicyRow[]> {
    const where = { status: 'in-force', foundBy };
    const query = { tenant, where, order: [{ column: 'from' }], limit: PAGE };
    const rows: LevelPolicyRow[] = [];
    for await (const row of allRows<LevelPolicyRow>(this.views, levelPoliciesView, query))
      rows.push(row);
    return rows;
  }

  #forget() {
    this.#policies.clear();
    this.#calendars.clear();
  }

  async #calendar(tenant: string, id: string): Promise<Counted> {
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
