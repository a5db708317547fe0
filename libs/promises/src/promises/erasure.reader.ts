import { allRows, type Scalar, type ScheduledCommand, type View } from '#eventing';
import type { Person, PersonalData, PersonalReads } from '#platform';
import { worklistView } from '#tickets';

import { type PromiseRow, promisesView } from './promises.view.js';

type Where = Readonly<Record<string, Scalar>>;

/** Rows that are read at once. */
const PAGE = 200;

/** What was promised to a person: every word of it is about them. */
const promisesTo = (reads: PersonalReads, { tenant, customer: to }: Person, where: Where = {}) =>
  allRows<PromiseRow>(reads.views, promisesView, { tenant, where: { ...where, to }, limit: PAGE });

type CheckIns = View<never, ScheduledCommand>;

/** The check-ins that are scheduled for tickets which a person has confirmed as resolved. */
async function* checkInsFor(reads: PersonalReads, checkIns: CheckIns, person: Person) {
  const { tenant, customer: requester } = person;
  const where = { requester, closedAs: 'confirmed' };
  for await (const { id: ticket } of allRows(reads.views, worklistView, {
    tenant,
    where,
    limit: PAGE,
  })) {
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
