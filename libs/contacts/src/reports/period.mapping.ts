import { daysAfter, type Moment } from '#eventing';

const USUAL_DAYS = 30;
const MOST = 200;

interface Period {
  readonly from?: Moment;
  readonly to?: Moment;
}

/** The period that is asked for; the last thirty days where nothing is said. */
export const periodOf = (
  { from, to }: Period,
  now: Moment,
): { readonly from: Moment; readonly to: Moment } => ({
  from: from ?? daysAfter(now, -USUAL_DAYS),
  to: to ?? now,
});

/** The largest first, and not more than can be read. */
export const mostFirst = <Item>(items: readonly Item[], of: (item: Item) => number) =>
  items.toSorted((a, b) => of(b) - of(a)).slice(0, MOST);
