import type { Moment as MomentText } from '#eventing';
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

import { contactChannels, waitKinds } from '../contact/contact.events.js';
import { type TimeMarks, timeSpent, waitsOf } from '../contact/customer-time.mapping.js';
import type { ContactRow } from './contacts.view.js';

const text = Type.String();

export const contactStatuses = ['open', 'dropped', 'ended'] as const;
const handoffStatuses = ['offered', 'accepted', 'declined', 'timed-out'] as const;

const Unread = optional(described(Type.Boolean(), 'They had not read what the customer had told.'));

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

const count = Type.Integer({ minimum: 0 });

const Told = strictObject({
  minutes: described(count, 'How many minutes were named.'),
  words: optional(described(text, 'As it was said.')),
});

const Wait = strictObject({
  wait: described(oneOf(waitKinds), 'In a menu, in a queue, or on hold.'),
  startedAt: described(Moment, 'When it began.'),
  endedAt: optional(described(Moment, 'When it ended.')),
  seconds: optional(described(count, 'How long it was.')),
  told: optional(described(Told, 'What the customer was told about it.')),
});

const Story = strictObject({
  story: described(count, 'Its number.'),
  words: described(text, 'What the customer told.'),
  at: described(Moment, 'When.'),
  knownTo: described(Type.Array(Pseudonym), 'Who heard it, or has read it.'),
});

/** Seconds of each kind, and of all together. */
export const spentSchema = {
  menu: described(count, 'Seconds in menus.'),
  queue: described(count, 'Seconds in queues.'),
  hold: described(count, 'Seconds on hold.'),
  handoff: described(count, 'Seconds while nobody had accepted a hand-off.'),
  repeat: described(count, 'Seconds of repeating.'),
  total: described(count, 'All of them; each second counts once.'),
};

const Leaving = strictObject({
  leaving: described(Id, 'The id of the wish.'),
  service: optional(described(text, 'What they want to leave; left out, everything.')),
  words: optional(described(text, 'What they say about it.')),
  since: described(Moment, 'When they said so.'),
  due: described(Moment, 'By when it is carried out.'),
  promise: described(Id, 'The promise of that.'),
  carriedOutAt: optional(described(Moment, 'When it was carried out.')),
  withdrawnAt: optional(described(Moment, 'When they decided to stay.')),
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
  waits: described(Type.Array(Wait), 'The waits, beside what was told of them.'),
  spent: described(strictObject(spentSchema), 'What it has cost of the customer’s time until now.'),
  overBudgetAt: optional(described(Moment, 'When it was more than it may be.')),
  stories: described(Type.Array(Story), 'What the customer told.'),
  askedAgain: described(count, 'How often they were made to repeat it.'),
  linked: described(Type.Array(Pseudonym), 'Who else spoke, or for whom somebody spoke.'),
  refusals: described(count, 'How often something was refused.'),
  deviations: optional(described(count, 'How often a script was left. Not for customers.')),
  leaving: optional(described(Leaving, 'The last wish to leave.')),
  changedAt: described(Moment, 'When something was last told of it.'),
  version: Version,
});

const seconds = (milliseconds: number) => Math.floor(milliseconds / 1000);

/** Seconds of each kind until a moment. */
export const spentUntil = (time: TimeMarks, now: MomentText) => {
  const { by, total } = timeSpent(time, now);
  const { menu, queue, hold, handoff, repeat } = by;
  return {
    menu: seconds(menu),
    queue: seconds(queue),
    hold: seconds(hold),
    handoff: seconds(handoff),
    repeat: seconds(repeat),
    total: seconds(total),
  };
};

const counted = ({ time, leaving, ...row }: ContactRow, now: MomentText) => {
  const { isOpen: _, ...wish } = leaving ?? { isOpen: false };
  return {
    ...row,
    waits: waitsOf(time),
    spent: spentUntil(time, now),
    ...(leaving && { leaving: wish }),
  };
};

export type ContactShown = Partial<ReturnType<typeof counted>>;

/** A contact for one reader, at one moment. */
export const contactShown =
  ({ role }: Pick<Principal, 'role'>, now: MomentText) =>
  (row: ContactRow): ContactShown => {
    const all = counted(row, now);
    if (role !== 'customer') return all;
    const { queue: _, team: __, deviations: ___, ...shown } = all;
    return shown;
  };
