import { Type } from 'typebox';
import {
  described,
  Id,
  Moment,
  oneOf,
  optional,
  orNull,
  type Principal,
  Pseudonym,
  strictObject,
  valuesUnder,
  Version,
} from '#platform';

import {
  awaited,
  channels,
  closures,
  facts,
  grades,
  kinds,
  priorities,
  relations,
  statuses,
} from '../ticket/ticket.events.js';
import type { TicketRow } from './worklist.view.js';

const text = Type.String();
const count = Type.Integer({ minimum: 0 });

const Requester = strictObject({
  id: described(Pseudonym, 'The customer’s pseudonym.'),
  name: optional(described(text, 'What the customer wants to be called.')),
});

const Origin = strictObject({
  system: described(text, 'The other system.'),
  id: described(text, 'The ticket’s number there.'),
});

const Hold = strictObject({
  awaiting: described(oneOf(awaited), 'What it waits for.'),
  reason: described(text, 'Why.'),
  until: optional(described(Moment, 'Until when; left out, until a reply or until it is resumed.')),
});

const Proposal = strictObject({
  text: described(text, 'What was done.'),
  answerBy: described(Moment, 'Until when the customer has time to answer.'),
  by: optional(described(Pseudonym, 'Who proposes it.')),
});

const Link = strictObject({
  ticket: described(Id, 'The other ticket.'),
  relation: described(oneOf(relations), 'How this ticket stands to the other one.'),
  own: optional(described(Type.Boolean(), 'Whether it is the customer’s own matter that goes on.')),
});

const Dispute = strictObject({
  reason: described(text, 'Why.'),
  by: described(Pseudonym, 'Who disputes it.'),
  at: described(Moment, 'When.'),
});

const fact = Type.Union([text, Type.Boolean()]);

const Correction = strictObject({
  is: described(fact, 'What the customer says is right.'),
  was: described(orNull(fact), 'What stood there before.'),
  words: optional(described(text, 'What the customer said about it.')),
  at: described(Moment, 'When.'),
  revision: described(count, 'The entry of the timeline in which it was said.'),
  disputes: described(Type.Array(Dispute), 'What staff have against it. The correction stands.'),
});

/**
 * A ticket as it is answered. Customers are not told channel, queue, origin, reassignments, and links
 * that are not their own matter.
 */
export const Ticket = strictObject({
  id: described(Id, 'The ticket’s id.'),
  kind: described(oneOf(kinds), 'Whether something is broken, or something is wanted.'),
  subject: described(text, 'What it is about, in one line.'),
  requester: described(Requester, 'The customer whose ticket it is.'),
  watchers: described(Type.Array(Pseudonym), 'Who else may read it and reply to it.'),
  channel: optional(described(oneOf(channels), 'How the customer reached the desk.')),
  status: described(oneOf(statuses), 'The state that it is in.'),
  closedAs: described(orNull(oneOf(closures)), 'How it was closed; null while it is not.'),
  closedAt: optional(described(Moment, 'When it was closed.')),
  reopenUntil: optional(described(Moment, 'Until when the customer’s word opens it again.')),
  mergedInto: optional(described(Id, 'The ticket that it was merged into.')),
  priority: described(oneOf(priorities), 'By impact and urgency; medium until it is classified.'),
  impact: described(orNull(oneOf(grades)), 'How much is hit; null until it is classified.'),
  urgency: described(orNull(oneOf(grades)), 'How soon it must end; null until it is classified.'),
  category: described(orNull(text), 'What kind of matter it is.'),
  service: described(orNull(text), 'The service that it is about.'),
  queue: optional(described(text, 'The queue that it is in.')),
  assignee: described(orNull(text), 'Who works on it; null is nobody.'),
  waitingFor: described(orNull(oneOf(['agent', ...awaited])), 'Whose turn it is.'),
  hold: optional(described(Hold, 'Why it is on hold, while it is.')),
  proposal: optional(described(Proposal, 'The resolution that the customer is asked to confirm.')),
  links: optional(described(Type.Array(Link), 'The tickets that it is linked with.')),
  corrections: optional(
    described(
      valuesUnder(facts, (name) =>
        optional(described(Correction, `The customer’s word on the fact ${name}.`)),
      ),
      'What the customer has corrected.',
    ),
  ),
  openedAt: described(Moment, 'When it was opened.'),
  changedAt: described(Moment, 'When something last happened to it.'),
  reassignments: optional(described(count, 'How often it went from one queue to another.')),
  reopenings: described(count, 'How often it was opened again.'),
  origin: optional(described(Origin, 'Where it came from, if it was first in another system.')),
  version: Version,
});

/** Whether somebody may read a ticket: staff all of their tenant, customers what concerns them. */
export const isReadable = ({ role, id }: Principal, { requester, watchers }: TicketRow): boolean =>
  role !== 'customer' || id === requester.id || watchers.includes(id);

/** What a customer sees of a ticket: named one by one, so that new fields are hidden at first. */
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
