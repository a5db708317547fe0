import { assurances } from '#claims';
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
  Version,
} from '#platform';

import { channels } from '../record/record.events.js';
import { SaidAddress } from '../record/value.requests.js';

const text = Type.String();
const pseudonyms = Type.Array(Pseudonym);
const names = Type.Array(text);

/** The value of a field; null where the person was forgotten. */
export const Value = Type.Union([text, SaidAddress, Type.Null()]);

const Evidence = strictObject({
  check: optional(described(Id, 'An identity check that was passed.')),
  document: optional(described(text, 'The kind of document that somebody has seen.')),
});

const Origin = strictObject({
  system: optional(described(text, 'The system.')),
  row: optional(described(text, 'The row of the system.')),
  clerk: optional(
    described(text, 'Who typed it, as their employer names them. Not for customers.'),
  ),
  form: optional(described(text, 'The form that it was typed into.')),
});

const claim = {
  claim: described(text, 'The claim’s id.'),
  value: described(Value, 'What it says.'),
  said: optional(described(Type.Union([text, SaidAddress]), 'The words as they were said.')),
  unverified: optional(
    described(
      Type.Boolean(),
      'A telephone number that can be read two ways: as it was told, and not used for codes.',
    ),
  ),
  source: described(text, '`customer`, `agent`, or `import:` and the system that says it.'),
  channel: described(oneOf(channels), 'How it was said.'),
  assurance: described(oneOf(assurances), 'How sure it is that the customer says it.'),
  evidence: optional(described(Evidence, 'What makes us believe it.')),
  since: described(Moment, 'Since when it is right.'),
  learnedAt: described(Moment, 'When it was learned.'),
  from: optional(described(Pseudonym, 'The merged record that it was made in.')),
  by: optional(described(text, 'Who entered it. Not for customers.')),
  origin: optional(described(Origin, 'Where the value was born.')),
};

const Claim = strictObject(claim);

const reasons = [
  'outranked',
  'said-earlier',
  'withdrawn',
  'replaced',
  'not-verified',
  'not-yet-true',
  'not-yet-known',
] as const;

const Explanation = strictObject({
  ladder: described(text, 'The version of the ladder by which claims outrank each other.'),
  rung: optional(described(text, 'The rung that the claim in force stands on.')),
  others: described(
    Type.Array(
      strictObject({ ...claim, because: described(oneOf(reasons), 'Why it is not in force.') }),
    ),
    'Every other claim that was ever made.',
  ),
});

const Dispute = strictObject({
  system: described(text, 'The system that says otherwise.'),
  since: described(Moment, 'Since when.'),
});

const Contest = strictObject({
  contest: described(text, 'The id of what staff have against the claim.'),
  reason: described(orNull(text), 'Why they doubt it; null where the person was forgotten.'),
  at: described(Moment, 'When they said so.'),
  by: optional(described(Pseudonym, 'Who doubts it. Not for customers.')),
});

const inForce = Object.fromEntries(
  Object.entries(claim).map(([name, schema]) => [name, optional(schema)]),
);

/** A field without a claim in force has none of the claim's properties. */
const Field = strictObject({
  ...inForce,
  restricted: optional(described(Type.Boolean(), 'Whether somebody contests or disputes it.')),
  disputedBy: optional(described(Type.Array(Dispute), 'The systems that say otherwise.')),
  contests: optional(described(Type.Array(Contest), 'What staff have against it.')),
  waiting: optional(described(Type.Array(Claim), 'What waits until the customer is verified.')),
  announced: optional(described(Type.Array(Claim), 'What becomes right on a later day.')),
  explain: optional(described(Explanation, 'Why it is that and nothing else.')),
});

const Erased = strictObject({
  at: described(Moment, 'When.'),
  legalBasis: described(text, 'By which law.'),
});

/** A record as it is answered. */
export const Record = strictObject({
  customer: described(Pseudonym, 'The customer’s pseudonym.'),
  version: Version,
  changedAt: optional(described(Moment, 'When something last happened to it.')),
  asOf: described(Moment, 'The moment for which this was true.'),
  knownAt: described(Moment, 'The moment at which this was known.'),
  mergedInto: optional(described(Pseudonym, 'The record that it was merged into.')),
  merged: described(pseudonyms, 'The records that were merged into it.'),
  erased: optional(described(Erased, 'When the person was forgotten.')),
  held: optional(described(Type.Boolean(), 'Whether the law wants it kept. Not for customers.')),
  fields: described(Type.Record(text, Field), 'What is in force, by the name of the field.'),
});

/** A record in a list. */
export const Line = strictObject({
  customer: described(Pseudonym, 'The customer’s pseudonym.'),
  name: described(Value, 'The name in force; null where there is none.'),
  changedAt: described(Moment, 'When something last happened to it.'),
  systems: described(names, 'The systems that say something of the customer.'),
  restricted: described(names, 'The fields that somebody contests or disputes.'),
  mergedInto: optional(described(Pseudonym, 'The record that it was merged into.')),
  erased: optional(described(Type.Boolean(), 'Whether the person was forgotten.')),
});

/** A claim with its field, as a person is told everything. */
export const ClaimOnField = strictObject({
  field: described(text, 'The field that it is about.'),
  ...claim,
});
