import { allRows, type Scalar } from '#eventing';
import type { PersonalData, PersonalReads, Person } from '#platform';

import { type EscalationRow, escalationsView } from './escalations.view.js';

/** Rows that are read at once. */
const PAGE = 200;

const escalationsOf = (
  { views }: PersonalReads,
  tenant: string,
  where: Readonly<Record<string, Scalar>>,
) => allRows<EscalationRow>(views, escalationsView, { tenant, where, limit: PAGE });

/** Which escalations are about a person: those that they asked for. Erasing them ends the open ones. */
export const personal: PersonalData = {
  async *streams(reads, { tenant, customer: people }: Person) {
    for await (const { id } of escalationsOf(reads, tenant, { people }))
      yield { aggregate: 'escalation', id };
  },
  async *closing(reads, { tenant, customer }: Person) {
    const command = { type: 'CloseEscalationForErasure', data: {} };
    for await (const { id } of escalationsOf(reads, tenant, { customer, active: 1 }))
      yield { aggregate: 'escalation', id, command };
  },
};
