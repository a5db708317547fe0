import {
  described,
  Moment,
  oneOf,
  optional,
  orNull,
  slug,
  strictObject,
  Type,
  Version,
} from '#platform';

import { workaroundKinds } from '../need/need.events.js';
import { needParam } from '../need/need.routes.js';
import { needStatuses } from './needs.requests.js';

const count = Type.Integer({ minimum: 0 });

const sums = {
  people: described(count, 'How many people have disclosed one. It grows by five at least.'),
  users: described(count, 'How many people work with them.'),
  yearlyCost: described(
    Type.Record(Type.String(), count),
    'What they cost in a year, by currency (ISO 4217).',
  ),
  renewsIn: described(
    orNull(Type.String()),
    'The quarter in which the group counted last renews; null where nobody said.',
  ),
};

export const department = described(slug(), 'The department.');
export const kind = described(oneOf(workaroundKinds), 'What kind of workaround.');

export const ToldBack = strictObject({
  words: described(Type.String(), 'What staff say about it.'),
  at: described(Moment, 'When they said it.'),
});

/** What became of a need, as disclosers and staff read it. */
export const became = {
  status: described(oneOf(needStatuses), 'Whether a service meets it.'),
  service: described(orNull(Type.String()), 'The service; null while none does.'),
  matched: optional(described(ToldBack, 'How the service can take the place of it.')),
  met: optional(described(ToldBack, 'What there is now instead.')),
};

export const Need = strictObject({
  id: needParam,
  department,
  kind,
  ...sums,
  ...became,
  version: Version,
});

export const Department = strictObject({ department, ...sums });
