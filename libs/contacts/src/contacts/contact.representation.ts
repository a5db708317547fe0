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
  Version,
} from '#platform';

import { contactChannels } from '../contact/contact.events.js';
import type { ContactRow } from './contacts.view.js';

const text = Type.String();

export const contactStatuses = ['open', 'dropped', 'ended'] as const;
const handoffStatuses = ['offered', 'accepted', 'declined', 'timed-out'] as const;

const Unread = optional(
  described(Type.Literal(true), 'They had not read what the customer had told.'),
);

const Agent = strictObject({
  agent: described(Pseudonym, 'The member of staff.'),
  toldAs: optional(described(text, 'The name that the customer was told.')),
  at: described(Moment, 'When they joined.'),
  unread: Unread,
});

const Handoff = strictObject({
  handoff: described(Id, 'The id of the hand-off.'),
  status: described(oneOf(handoffStatuses), 'Offered, accepted, declined, or run out.'),
  from: optional(described(Pseudonym, 'Who was accountable, and is until somebody accepts.')),
  person: optional(described(Pseudonym, 'To whom it was offered.')),
  queue: optional(described(text, 'To which queue it was offered.')),
  reason: optional(described(text, 'Why the customer is handed over.')),
  offeredAt: optional(described(Moment, 'When it was offered.')),
  until: optional(described(Moment, 'When it runs out.')),
  by: optional(described(Pseudonym, 'Who accepted or declined.')),
  answeredAt: optional(described(Moment, 'When they did.')),
  answer: optional(described(text, 'Why it was declined.')),
  unread: Unread,
});

/** A contact as it is answered. Customers are not told its queue and team. */
export const ContactAnswer = strictObject({
  id: described(Id, 'The contact’s id.'),
  customer: described(Pseudonym, 'The customer.'),
  channel: described(oneOf(contactChannels), 'How they are in contact with us.'),
  ticket: described(orNull(Id), 'The ticket that it is about.'),
  queue: optional(described(orNull(text), 'The queue in which it began. Not for customers.')),
  team: optional(described(orNull(Id), 'The team that had the queue. Not for customers.')),
  service: described(orNull(text), 'The service that it is about.'),
  accountable: described(Pseudonym, 'The one person who is accountable now.'),
  status: described(oneOf(contactStatuses), 'Open, dropped (the line broke) or ended.'),
  startedAt: described(Moment, 'When it began.'),
  droppedAt: optional(described(Moment, 'When the line broke last.')),
  endedAt: optional(described(Moment, 'When it ended.')),
  outcome: optional(described(text, 'What came of it.')),
  agents: described(Type.Array(Agent), 'Who joined, and by which name.'),
  handoffs: described(Type.Array(Handoff), 'To whom the customer was handed over, or was to be.'),
  callbacks: described(Type.Array(Id), 'The promises to call back after we lost the customer.'),
  changedAt: described(Moment, 'When something was last told of it.'),
  version: Version,
});

export type ContactShown = Omit<ContactRow, 'queue' | 'team'> & Partial<ContactRow>;

/** A contact for one reader. */
export const contactShown =
  ({ role }: Pick<Principal, 'role'>) =>
  (row: ContactRow): ContactShown => {
    if (role !== 'customer') return row;
    const { queue: _, team: __, ...shown } = row;
    return shown;
  };
