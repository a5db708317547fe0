import type { Person, PersonalData, PersonalReads } from '#platform';

import { type DisclosureRow, disclosuresView } from './disclosures.view.js';

/** The disclosure that a pseudonym was made for. No other pseudonym leads to one. */
const disclosureOf = async (
  { views }: PersonalReads,
  { tenant, customer }: Person,
): Promise<DisclosureRow | undefined> => {
  const [, id] = /^discloser-([0-9a-f-]{36})$/.exec(customer) ?? [];
  return id === undefined ? undefined : views.get<DisclosureRow>(disclosuresView, tenant, id);
};

export const personal: PersonalData = {
  async *streams(reads, person) {
    const row = await disclosureOf(reads, person);
    if (row) yield { aggregate: 'need', id: row.need };
  },
  async *closing(reads, person) {
    const row = await disclosureOf(reads, person);
    if (!row) return;
    const command = { type: 'WithdrawWorkaround', data: { disclosure: row.id } };
    yield { aggregate: 'need', id: row.need, command };
  },
};
