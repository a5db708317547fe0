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
  Type,
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
import type { AttachmentRow } from '../attachments/attachments.view.js';
import type { TicketRow } from './ticket-row.view.js';

const text = Type.String();
const count = Type.Integer({ minimum: 0 });

export const Requester = strictObject({
  id: described(Pseudonym, 'The customer’s pseudonym.'),
  name: optional(described(text, 'What the customer wants to be called.')),
});

export const Origin = strictObject({
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
  version: described(count, 'The version of the ticket that it made.'),
  disputes: described(Type.Array(Dispute), 'What staff have against it. The correction stands.'),
});

export const PainPoint = strictObject({
  hurts: described(text, 'What hurts, in the customer’s own words.'),
  stops: optional(described(text, 'What it stops them doing.')),
  wants: optional(described(text, 'The outcome that they want.')),
});

const By = strictObject({
  kind: described(text, 'The role in which it was done; `system` for the desk itself.'),
  id: described(Pseudonym, 'Who did it.'),
});

const LastWord = strictObject({
  type: described(text, 'The event in which it was said.'),
  by: described(By, 'Who said it.'),
  onBehalfOf: optional(described(Pseudonym, 'The customer whose words were recorded.')),
  at: described(Moment, 'When.'),
  text: described(text, 'What was said.'),
});

const Attachment = strictObject({
  attachment: described(Id, 'The file’s id, by which it is read.'),
  name: described(text, 'What the file is called.'),
  size: described(count, 'How many bytes it has.'),
  mediaType: described(text, 'Its type.'),
  sha256: described(text, 'The SHA-256 of its bytes, in hex.'),
  staffOnly: described(Type.Boolean(), 'Whether customers do not see it.'),
  by: described(By, 'Who attached it.'),
  at: described(Moment, 'When.'),
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

/** One ticket on its own page: with what was said and attached, which lists leave out. */
export const WholeTicket = strictObject({
  ...Ticket.properties,
  painPoint: optional(described(PainPoint, 'What the customer told of it last.')),
  lastWord: optional(described(LastWord, 'What the customer or staff said last to each other.')),
  attachments: described(Type.Array(Attachment), 'Its files, the first 200 of them.'),
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
  ...row.shown,
});

const forStaff = ({
  painPoint: _painPoint,
  lastWord: _lastWord,
  files: _files,
  changed: _changed,
  shown: _shown,
  ...row
}: TicketRow) => row;

export type TicketShown = ReturnType<typeof forStaff> | ReturnType<typeof forCustomers>;

export const shownTo =
  ({ role }: Pick<Principal, 'role'>) =>
  (row: TicketRow): TicketShown =>
    role === 'customer' ? forCustomers(row) : forStaff(row);

/** The files that somebody may see, as they are answered. */
export const attachmentsFor = (
  { role }: Pick<Principal, 'role'>,
  files: readonly AttachmentRow[],
) =>
  files
    .filter(({ staffOnly }) => role !== 'customer' || !staffOnly)
    .map(({ ticket: _ticket, ...file }) => file);
