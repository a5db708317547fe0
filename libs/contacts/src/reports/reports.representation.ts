import {
  described,
  Id,
  Moment,
  oneOf,
  optional,
  orNull,
  Pseudonym,
  strictObject,
  Type,
} from '#platform';

import { askedAgainCauses } from '../contact/contact.events.js';
import { spentSchema } from '../contacts/contact.representation.js';

const text = Type.String();
const count = Type.Integer({ minimum: 0 });

const happened = {
  contact: described(Id, 'The contact in which it happened.'),
  customer: described(Pseudonym, 'The customer.'),
  ticket: described(orNull(Id), 'The ticket that it was about.'),
  team: described(orNull(Id), 'The team that had the queue.'),
  by: described(Pseudonym, 'Who did it.'),
  at: described(Moment, 'When.'),
};

export const Refused = strictObject({
  refusal: described(Id, 'The id of the refusal.'),
  rule: described(text, 'The rule that asks for it.'),
  reason: described(text, 'Why, in words.'),
  ...happened,
});

export const AskedAgain = strictObject({
  id: described(Id, 'The id of the event.'),
  cause: described(oneOf(askedAgainCauses), 'Why the customer was made to repeat it.'),
  seconds: described(count, 'How long it took.'),
  words: optional(described(text, 'What was said.')),
  ...happened,
});

export const Deviated = strictObject({
  deviation: described(Id, 'The id of the deviation.'),
  script: described(text, 'The script that was left.'),
  step: described(text, 'At which step.'),
  reason: described(text, 'Why.'),
  ...happened,
  helped: optional(described(Type.Boolean(), 'Whether it helped the customer.')),
  outcome: optional(described(text, 'What came of it.')),
  endorsed: described(orNull(Type.Boolean()), 'Whether a manager says that it was right.'),
  endorsedBy: optional(described(Pseudonym, 'Which manager.')),
  words: optional(described(text, 'What they say about it.')),
});

export const OpenHandoff = strictObject({
  contact: described(Id, 'The contact.'),
  handoff: described(Id, 'The hand-off.'),
  customer: described(Pseudonym, 'Who waits.'),
  accountable: described(Pseudonym, 'Who is accountable until somebody accepts.'),
  person: optional(described(Pseudonym, 'To whom it is offered.')),
  queue: optional(described(text, 'To which queue it is offered.')),
  reason: optional(described(text, 'Why.')),
  offeredAt: described(Moment, 'Since when.'),
  until: optional(described(Moment, 'When it runs out.')),
  seconds: described(count, 'How long it has waited.'),
});

const group = described(orNull(text), 'What they are counted by; null where there is none.');

const period = {
  from: described(Moment, 'When the period begins.'),
  to: described(Moment, 'When it ends.'),
};

export const Counts = strictObject({
  ...period,
  items: described(
    Type.Array(strictObject({ group, count: described(count, 'How many.') })),
    'The most frequent first, 200 at most.',
  ),
  count: described(count, 'All of them.'),
});

const minutes = {
  contacts: described(count, 'How many contacts they are of: the number of cases.'),
  ...spentSchema,
  awaitingUs: described(count, 'Seconds that tickets awaited us; not against the budget.'),
  overBudget: described(count, 'How many contacts went over the budget.'),
};

export const Minutes = strictObject({
  ...period,
  budget: described(count, 'Minutes that one ticket, or a contact without one, may cost.'),
  items: described(
    Type.Array(strictObject({ group, ...minutes })),
    'Those that cost the most first, 200 at most.',
  ),
  all: described(strictObject(minutes), 'All of them.'),
});

const rate = {
  cases: described(count, 'Waits that are over and of which the customer was told something.'),
  kept: described(count, 'How many of them were no longer than was told.'),
  rate: described(
    orNull(Type.Number({ minimum: 0, maximum: 1 })),
    'kept / cases, to four digits; null where there is no case.',
  ),
  toldSeconds: described(orNull(count), 'What was told on average: all told / cases.'),
  waitedSeconds: described(orNull(count), 'What it was on average: all waited / cases.'),
};

export const ToldWaits = strictObject({
  ...period,
  items: described(Type.Array(strictObject({ group, ...rate })), 'The most cases first.'),
  all: described(strictObject(rate), 'All of them.'),
});
