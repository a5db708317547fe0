import { Controller, Query } from '@nestjs/common';
import { daysAfter, type Moment, type Scalar, ViewReader } from '#eventing';
import { CurrentPrincipal, Now, type Principal, Route } from '#platform';

import { KeptRateQuery } from './promises.requests.js';
import { promisesRoutes } from './promises.routes.js';
import { promisesView } from './promises.view.js';

const USUAL_DAYS = 30;

interface Counts {
  readonly kept: number;
  readonly missed: number;
  readonly keptLate: number;
}

const rated = ({ kept, missed, keptLate }: Counts) => {
  const cases = kept + missed;
  const rate = cases === 0 ? null : Math.round((kept / cases) * 10_000) / 10_000;
  return { kept, missed, keptLate, cases, rate };
};

const sumOf = (counts: ReadonlyMap<Scalar, number>) =>
  [...counts.values()].reduce((sum, each) => sum + each, 0);

/** How many promises were kept. Each count reads the part of one index that is in the period. */
@Controller()
export class KeptRateController {
  constructor(private readonly views: ViewReader) {}

  @Route(promisesRoutes.keptRate)
  async rate(
    @CurrentPrincipal() { tenant }: Principal,
    @Query() query: KeptRateQuery,
    @Now() now: Moment,
  ) {
    const { from = daysAfter(now, -USUAL_DAYS), to = now } = query;
    const countBy = (where: Readonly<Record<string, string>>) =>
      this.views.countBy(
        promisesView,
        { tenant, where: { ...where, judgedAt: { from, to } } },
        'team',
      );
    const [kept, missed, keptLate] = await Promise.all([
      countBy({ verdict: 'kept' }),
      countBy({ verdict: 'missed' }),
      countBy({ verdict: 'missed', status: 'kept' }),
    ]);
    const items = [...new Set([...kept.keys(), ...missed.keys()])].map((team) => ({
      team,
      ...rated({
        kept: kept.get(team) ?? 0,
        missed: missed.get(team) ?? 0,
        keptLate: keptLate.get(team) ?? 0,
      }),
    }));
    const all = rated({ kept: sumOf(kept), missed: sumOf(missed), keptLate: sumOf(keptLate) });
    return { from, to, items: items.toSorted((a, b) => b.cases - a.cases), all };
  }
}
