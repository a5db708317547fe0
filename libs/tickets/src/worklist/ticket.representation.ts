import type { Principal } from '#platform';

import type { TicketRow } from './worklist.view.js';

/** Whether somebody may read a ticket: staff all of their tenant, customers what concerns them. */
export const isReadable = ({ role, id }: Principal, { requester, watchers }: TicketRow): boolean =>
  role !== 'customer' || id === requester.id || watchers.includes(id);

/** What a customer sees of a ticket: named one by one, so that what is new is hidden at first. */
const forCustomers = (row: TicketRow) => ({
  id: row.id,
  kind: row.kind,
  subject: row.subject,
  requester: row.requester,
  watchers: row.watchers,
  status: row.status,
  closedAs: row.closedAs,
  closedAt: row.closedAt,
  reopenUntil: row.reopenUntil,
  mergedInto: row.mergedInto,
  priority: row.priority,
  impact: row.impact,
  urgency: row.urgency,
  category: row.category,
  service: row.service,
  assignee: row.assignee,
  waitingFor: row.waitingFor,
  hold: row.hold,
  proposal: row.proposal,
  corrections: row.corrections,
  links: row.links?.filter(({ own }) => own).map(({ ticket, relation }) => ({ ticket, relation })),
  reopenings: row.reopenings,
  openedAt: row.openedAt,
  changedAt: row.changedAt,
  version: row.version,
});

export type TicketShown = TicketRow | ReturnType<typeof forCustomers>;

export const shownTo =
  ({ role }: Principal) =>
  (row: TicketRow): TicketShown =>
    role === 'customer' ? forCustomers(row) : row;
