import { isAfter, type Moment as MomentText } from '#eventing';
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
  Version,
  Type,
} from '#platform';

import { causeKinds, endings } from '../escalation/escalation.events.js';
import type { EscalationRow } from './escalations.view.js';

const text = Type.String();

export const escalationStatuses = ['offered', 'accepted', 'resolved', 'closed'] as const;
export const offerOutcomes = ['open', 'accepted', 'declined', 'lapsed', 'withdrawn'] as const;

const Matter = strictObject({
  ticket: optional(described(Id, 'The ticket.')),
  contact: optional(described(Id, 'The contact.')),
  promise: optional(described(Id, 'The promise.')),
});

const Cause = strictObject({
  kind: described(oneOf(causeKinds), 'Somebody asked, or what a policy noticed.'),
  id: optional(described(Id, 'The id of the event from which it follows. Not for customers.')),
});

const Asked = strictObject({
  customer: described(Pseudonym, 'The customer who asked, or for whom it was asked.'),
  cause: described(Cause, 'Why.'),
  reason: optional(described(text, 'The reason, in words.')),
  wants: optional(described(text, 'The outcome that is wanted.')),
  by: described(text, 'Who asked: a person, or a policy of the system.'),
  at: described(Moment, 'When.'),
});

const place = {
  person: described(Pseudonym, 'The person.'),
  insteadOf: optional(described(Pseudonym, 'The manager in whose place they are asked.')),
  name: optional(described(text, 'The name that the customer is told.')),
};

const Offer = strictObject({
  ...place,
  at: described(Moment, 'When it was offered.'),
  until: described(Moment, 'Until when they could answer.'),
  outcome: described(oneOf(offerOutcomes), 'What became of it.'),
  answeredAt: optional(described(Moment, 'When that was.')),
  reason: optional(described(text, 'Why they declined.')),
});

const Owner = strictObject({
  ...place,
  since: described(Moment, 'Since when.'),
  assigned: described(Type.Boolean(), 'Whether they are the last in line, who is not asked.'),
});

const Contact = strictObject({
  person: described(Pseudonym, 'Who contacted the customer.'),
  contact: optional(described(Id, 'The contact.')),
  name: optional(described(text, 'The name that the customer was told.')),
  unread: optional(described(Type.Boolean(), 'They had not read the dossier as it was then.')),
  at: described(Moment, 'When.'),
});

const Return = strictObject({
  reason: described(text, 'Why it is not resolved.'),
  at: described(Moment, 'When.'),
});

/** An escalation as it is answered. Customers are not told queue, team, and events behind a cause. */
export const EscalationAnswer = strictObject({
  id: described(Id, 'The escalation’s id.'),
  customer: described(Pseudonym, 'The customer whose matter it is.'),
  people: described(Type.Array(Pseudonym), 'Every customer who asked for it.'),
  about: described(Matter, 'What it is about: ids.'),
  queue: optional(described(orNull(text), 'The queue whose chain is asked.')),
  team: optional(described(orNull(Id), 'The team that had the queue when it was asked for.')),
  status: described(oneOf(escalationStatuses), 'Offered, accepted, resolved or closed.'),
  accountable: described(Pseudonym, 'The one person who answers for it at this moment.'),
  owner: optional(described(Owner, 'Who has it.')),
  due: described(
    orNull(Moment),
    'By when the offer is answered, or the customer hears from the person who has it.',
  ),
  isOverdue: described(Type.Boolean(), 'Whether that moment has passed.'),
  climbs: described(Type.Integer({ minimum: 0 }), 'How often it went to the next in line.'),
  offers: described(Type.Array(Offer), 'To whom it was offered, and what they answered.'),
  asked: described(Type.Array(Asked), 'Who asked for it, and why: the first time, and again.'),
  requestedAt: described(Moment, 'When it was asked for first.'),
  contacts: described(Type.Array(Contact), 'When the customer was contacted, and by whom.'),
  outcome: optional(described(text, 'What came of it, as the person who has it says.')),
  resolvedAt: optional(described(Moment, 'When they said so.')),
  returns: described(Type.Array(Return), 'How often, and why, the customer said it is not.'),
  closedAs: optional(described(oneOf(endings), 'How it ended.')),
  closedAt: optional(described(Moment, 'When it ended.')),
  words: optional(described(text, 'What the customer said at the end.')),
  version: Version,
});

const withDue = (row: EscalationRow, now: MomentText) => ({
  ...row,
  isOverdue: row.due !== null && !isAfter(row.due, now),
});

export type EscalationShown = Omit<ReturnType<typeof withDue>, 'queue' | 'team'>;

/** An escalation for one reader, at one moment. */
export const escalationShown =
  ({ role }: Pick<Principal, 'role'>, now: MomentText) =>
  (row: EscalationRow): EscalationShown => {
    const shown = withDue(row, now);
    if (role !== 'customer') return shown;
    const { queue: _queue, team: _team, ...rest } = shown;
    const asked = row.asked.map((each) => ({ ...each, cause: { kind: each.cause.kind } }));
    return { ...rest, asked };
  };

export const isReadable = (
  { role, id }: Pick<Principal, 'role' | 'id'>,
  row: EscalationRow | undefined,
): row is EscalationRow => row !== undefined && (role !== 'customer' || row.people.includes(id));
