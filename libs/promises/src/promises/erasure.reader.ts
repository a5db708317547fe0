import type { Scalar, ScheduledCommand, View } from '#eventing';
import type { Person, PersonalData, PersonalReads } from '#platform';
import { worklistView } from '#tickets';

import { type PromiseRow, promisesView } from './promises.view.js';

type Where = Readonly<Record<string, Scalar>>;

const PAGE = 200;

/** All rows of a view that a condition selects, page by page. */
async function* rowsWhere<Row>(
  { views }: PersonalReads,
  view: View<never, Row>,
  { tenant, where }: { readonly tenant: string; readonly where: Where },
): AsyncGenerator<Row> {
  let after: readonly Scalar[] | undefined;
  do {
    const page = await views.page<Row>(view, {
      tenant,
      where,
      limit: PAGE,
      ...(after && { after }),
    });
    yield* page.rows;
    after = page.next;
  } while (after);
}

/** What was promised to a person: every word of it is about them. */
const promisesTo = (reads: PersonalReads, { tenant, customer: to }: Person, where: Where = {}) =>
  rowsWhere<PromiseRow>(reads, promisesView, { tenant, where: { ...where, to } });

type CheckIns = View<never, ScheduledCommand>;

/** The check-ins that are scheduled for tickets which a person has confirmed as resolved. */
async function* checkInsFor(reads: PersonalReads, checkIns: CheckIns, person: Person) {
  const { tenant, customer: requester } = person;
  const where = { requester, closedAs: 'confirmed' };
  for await (const { id: ticket } of rowsWhere(reads, worklistView, { tenant, where })) {
    const scheduled = await reads.views.get<ScheduledCommand>(checkIns, tenant, ticket);
    if (scheduled) yield { ticket, promise: scheduled.id };
  }
}

/** Which promises are about a person, and what ends them: those under way and those to come. */
export const personalOf = (checkIns: CheckIns): PersonalData => ({
  async *streams(reads, person) {
    for await (const { id } of promisesTo(reads, person)) yield { aggregate: 'promise', id };
  },
  async *closing(reads, person) {
    const release = { type: 'ReleaseForErasure', data: {} };
    for await (const { id } of promisesTo(reads, person, { active: 1 }))
      yield { aggregate: 'promise', id, command: release };
    for await (const { ticket, promise } of checkInsFor(reads, checkIns, person)) {
      const command = { type: 'RenounceCheckIn', data: { ticket } };
      yield { aggregate: 'promise', id: promise, command };
    }
  },
});
