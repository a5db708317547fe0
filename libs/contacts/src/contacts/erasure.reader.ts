import { allRows, type Scalar } from '#eventing';
import type { Person, PersonalData, PersonalReads } from '#platform';

import { type LeaveRow, leavesView } from '../leaves/leaves.view.js';
import { type ContactRow, contactsView } from './contacts.view.js';

/** Rows that are read at once. */
const PAGE = 200;

/** A person's contacts: every word in them is about them. */
const contactsOf = (
  { views }: PersonalReads,
  { tenant, customer }: Person,
  where: Readonly<Record<string, Scalar>> = {},
) =>
  allRows<ContactRow>(views, contactsView, { tenant, where: { ...where, customer }, limit: PAGE });

/** The leaves that a person gave to others. */
const leavesOf = (
  { views }: PersonalReads,
  { tenant, customer }: Person,
  where: Readonly<Record<string, Scalar>> = {},
) => allRows<LeaveRow>(views, leavesView, { tenant, where: { ...where, customer }, limit: PAGE });

/** Which contacts and leaves are about a person, and what ends those under way. */
export const personal: PersonalData = {
  async *streams(reads, person) {
    for await (const { id } of contactsOf(reads, person)) yield { aggregate: 'contact', id };
    for await (const { id } of leavesOf(reads, person)) yield { aggregate: 'leave', id };
  },
  async *closing(reads, person) {
    const command = { type: 'EndForErasure', data: {} };
    for await (const { id } of contactsOf(reads, person, { active: 1 }))
      yield { aggregate: 'contact', id, command };
    const withdraw = { type: 'WithdrawLeaveForErasure', data: {} };
    for await (const { id } of leavesOf(reads, person, { status: 'given' }))
      yield { aggregate: 'leave', id, command: withdraw };
  },
};
