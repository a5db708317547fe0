import { Controller, Inject, Query } from '@nestjs/common';
import { type Moment, type Scalar, ViewReader } from '#eventing';
import { CurrentPrincipal, Now, type Principal, Route } from '#platform';

import type { ContactSettings } from '../contact/contact.settings.js';
import { CONTACT_SETTINGS } from '../contact/contact.tokens.js';
import { contactsView } from '../contacts/contacts.view.js';
import { mostFirst, periodOf } from '../reports/period.mapping.js';
import { MinutesQuery, ToldWaitsQuery } from '../reports/reports.requests.js';
import { reportsRoutes } from '../reports/reports.routes.js';
import { type Cost, CustomerMinutes } from './minutes.reader.js';

const nothing: Cost = {
  contacts: 0,
  menu: 0,
  queue: 0,
  hold: 0,
  handoff: 0,
  repeat: 0,
  total: 0,
  awaitingUs: 0,
  overBudget: 0,
};

const added = (a: Cost, b: Cost): Cost => ({
  contacts: a.contacts + b.contacts,
  menu: a.menu + b.menu,
  queue: a.queue + b.queue,
  hold: a.hold + b.hold,
  handoff: a.handoff + b.handoff,
  repeat: a.repeat + b.repeat,
  total: a.total + b.total,
  awaitingUs: a.awaitingUs + b.awaitingUs,
  overBudget: a.overBudget + b.overBudget,
});

interface Waits {
  readonly cases: number;
  readonly kept: number;
  readonly told: number;
  readonly waited: number;
}

const averageOf = (sum: number, cases: number) => (cases === 0 ? null : Math.round(sum / cases));

const rated = ({ cases, kept, told, waited }: Waits) => ({
  cases,
  kept,
  rate: cases === 0 ? null : Math.round((kept / cases) * 10_000) / 10_000,
  toldSeconds: averageOf(told, cases),
  waitedSeconds: averageOf(waited, cases),
});

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0);

/** What customers' time is spent on, and how honest we are about it. */
@Controller()
export class MinutesController {
  constructor(
    private readonly minutes: CustomerMinutes,
    private readonly views: ViewReader,
    @Inject(CONTACT_SETTINGS) private readonly settings: ContactSettings,
  ) {}

  @Route(reportsRoutes.minutes)
  async costs(
    @CurrentPrincipal() { tenant }: Principal,
    @Query() { group, from, to, ...only }: MinutesQuery,
    @Now() now: Moment,
  ) {
    const period = periodOf({ ...(from && { from }), ...(to && { to }) }, now);
    const costs = await this.minutes.costs({ tenant, group, period, only });
    const items = [...costs].map(([key, cost]) => ({ group: key, ...cost }));
    const all = [...costs.values()].reduce(added, nothing);
    const most = mostFirst(items, ({ total, awaitingUs }) => total + awaitingUs / 1e9);
    return { ...period, budget: this.settings.budgetMinutes, items: most, all };
  }

  @Route(reportsRoutes.toldWaits)
  async toldWaits(
    @CurrentPrincipal() { tenant }: Principal,
    @Query() { group: by, from, to }: ToldWaitsQuery,
    @Now() now: Moment,
  ) {
    const period = periodOf({ ...(from && { from }), ...(to && { to }) }, now);
    const selection = { tenant, where: { startedAt: period } };
    const sums = await Promise.all(
      ['toldWaits', 'keptWaits', 'toldSeconds', 'waitedSeconds'].map((sum) =>
        this.views.sumBy(contactsView, selection, { sum, by }),
      ),
    );
    const waitsOf = (group: Scalar): Waits => {
      const [cases = 0, kept = 0, told = 0, waited = 0] = sums.map((each) => each.get(group));
      return { cases, kept, told, waited };
    };
    const groups = [...sums[0]!.keys()].filter((group) => waitsOf(group).cases > 0);
    const items = groups.map((group) => ({ group, ...rated(waitsOf(group)) }));
    const [cases, kept, told, waited] = sums.map((each) => sumOf([...each.values()]));
    const all = rated({ cases: cases!, kept: kept!, told: told!, waited: waited! });
    return { ...period, items: mostFirst(items, (item) => item.cases), all };
  }
}
