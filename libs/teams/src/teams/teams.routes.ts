import {
  described,
  Id,
  listOf,
  Moment,
  optional,
  pageOf,
  Pseudonym,
  type Role,
  type RouteRow,
  staff,
  strictObject,
  Type,
  Version,
} from '#platform';

import { teamId } from '../team/team.routes.js';
import { TeamFilters } from './teams.requests.js';

export const onlookers: readonly Role[] = [...staff, 'integration', 'auditor'];

const text = Type.String();

const Hours = strictObject({
  days: described(listOf(Type.Integer(), 7), 'The days of the week: 1 is Monday.'),
  from: described(text, 'When work begins, as the clock on their wall shows it.'),
  to: described(text, 'When work ends.'),
});

const Manager = strictObject({
  manager: described(Pseudonym, 'The manager.'),
  deputies: described(Type.Array(Pseudonym), 'Who stands in, in this order.'),
  timeZone: described(text, 'The time zone of the manager, an IANA name.'),
  hours: optional(described(Type.Array(Hours), 'When the manager works; left out, at any hour.')),
});

const Team = strictObject({
  id: described(Id, 'The team’s id.'),
  name: described(text, 'The name of the team.'),
  accountable: described(Pseudonym, 'Who answers for every queue of the team.'),
  members: described(Type.Array(Pseudonym), 'Who is in it.'),
  chain: described(Type.Array(Manager), 'To whom escalations are offered, in this order.'),
  createdAt: described(Moment, 'When it was created.'),
  changedAt: described(Moment, 'When it last changed.'),
  version: Version,
});

const example = {
  id: teamId,
  name: 'Network',
  accountable: 'manager-mona',
  members: ['agent-ana'],
  chain: [{ manager: 'manager-mona', deputies: ['manager-dina'], timeZone: 'Africa/Cairo' }],
  createdAt: '2026-11-22T09:30:00.000Z',
  changedAt: '2026-11-22T09:31:00.000Z',
  version: 4,
};

export const teamsRoutes = {
  list: {
    name: 'listTeams',
    method: 'GET',
    path: '/v1/teams',
    summary: 'Teams: who is accountable, who is in them, and their escalation chains.',
    roles: onlookers,
    list: {
      filters: TeamFilters,
      columns: { person: { column: 'people' } },
      sorts: { name: 'name', createdAt: 'createdAt' },
      search: true,
    },
    answer: { schema: pageOf(Team), example: { items: [example] } },
  },
  one: {
    name: 'readTeam',
    method: 'GET',
    path: '/v1/teams/:id',
    summary: 'One team as it is now. Its version is the ETag.',
    roles: onlookers,
    answer: { schema: Team, example },
    problems: ['team.not-found'],
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
