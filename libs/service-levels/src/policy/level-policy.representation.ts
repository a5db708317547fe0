import {
  described,
  Id,
  integer,
  listOf,
  Moment,
  oneOf,
  optional,
  Pseudonym,
  strictObject,
  Type,
} from '#platform';
import { awaited, kinds, priorities } from '#tickets';

import { targets } from './level-policy.events.js';
import type { LevelPolicyRow } from './level-policies.view.js';

const Scope = strictObject({
  kinds: optional(described(listOf(oneOf(kinds)), 'The kinds of tickets.')),
  priorities: optional(described(listOf(oneOf(priorities)), 'The priorities.')),
  services: optional(described(listOf(Type.String()), 'The services.')),
  customers: optional(described(listOf(Pseudonym, 500), 'The pseudonyms of customers.')),
});

const TargetTime = strictObject({
  target: described(oneOf(targets), 'What there is a time for.'),
  minutes: described(integer(1, 10_000_000), 'The time, in minutes of the calendar.'),
  atRisk: described(integer(1, 99), 'After how much of it a clock is at risk, in per cent.'),
});

export const LevelPolicyShown = strictObject({
  id: described(Id, 'The id of the policy.'),
  version: described(integer(1, 1_000_000), 'Which version this is.'),
  from: described(Moment, 'The moment from which this version was in force.'),
  status: described(oneOf(['in-force', 'retired']), 'Whether it is still chosen for tickets.'),
  name: described(Type.String(), 'What the policy is called.'),
  calendar: optional(described(Id, 'The calendar whose minutes count; absent: around the clock.')),
  appliesTo: described(Scope, 'Which tickets it is for.'),
  targets: described(listOf(TargetTime), 'The times.'),
  pausesFor: described(listOf(oneOf(awaited)), 'The holds during which its clocks are stopped.'),
});

export const levelPolicyShown = ({ id, version, from, status, policy }: LevelPolicyRow) => ({
  id,
  version,
  from,
  status,
  ...policy,
});

export const examplePolicy = {
  name: 'Urgent matters of the VPN',
  calendar: '019ab3c4-5d6e-7fff-8f00-0123456789ab',
  appliesTo: { kinds: ['incident'], priorities: ['critical', 'high'], services: ['vpn'] },
  targets: [
    { target: 'first-response', minutes: 30, atRisk: 75 },
    { target: 'update', minutes: 240, atRisk: 80 },
    { target: 'resolution', minutes: 480, atRisk: 75 },
  ],
  pausesFor: ['customer', 'evidence'],
} as const satisfies LevelPolicyRow['policy'];

export const examplePolicyRow: LevelPolicyRow = {
  id: '019ab3c4-6e7f-7fff-9a11-123456789abc',
  version: 1,
  from: '2026-11-22T09:30:00.000Z',
  status: 'in-force',
  policy: examplePolicy,
};
