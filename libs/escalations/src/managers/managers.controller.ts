import { Controller, Query } from '@nestjs/common';
import { daysAfter, type Moment, ViewReader } from '#eventing';
import { CurrentPrincipal, Now, type Principal, Route } from '#platform';

import { OfferAnswersQuery } from './managers.requests.js';
import { managersRoutes } from './managers.routes.js';
import { type OfferAnswerRow, offersView } from './offers.view.js';

const USUAL_DAYS = 30;
const outcomes = ['accepted', 'declined', 'lapsed', 'open'] as const;

/** What managers answered. Each count reads the part of one index that is in the period. */
@Controller()
export class ManagersController {
  constructor(private readonly views: ViewReader) {}

  @Route(managersRoutes.answers)
  async answers(
    @CurrentPrincipal() { tenant }: Principal,
    @Query() query: OfferAnswersQuery,
    @Now() now: Moment,
  ) {
    const { from = daysAfter(now, -USUAL_DAYS), to = now } = query;
    const countOf = (outcome: OfferAnswerRow['outcome']) =>
      this.views.countBy(offersView, { tenant, where: { outcome, at: { from, to } } }, 'person');
    const counts = await Promise.all(outcomes.map(countOf));
    const persons = [...new Set(counts.flatMap((count) => [...count.keys()]))];
    const items = persons.toSorted().map((person) => ({
      person,
      ...Object.fromEntries(outcomes.map((name, index) => [name, counts[index]!.get(person) ?? 0])),
    }));
    return { from, to, items };
  }
}
