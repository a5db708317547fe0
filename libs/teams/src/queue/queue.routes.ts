import {
  described,
  Id,
  Moment,
  optional,
  pageOf,
  Pseudonym,
  type RouteRow,
  slug,
  strictObject,
  Type,
  Version,
} from '#platform';

import { leads, teamId } from '../team/team.routes.js';
import { ChainQuery, QueueTeamFilters } from '../teams/teams.requests.js';
import { onlookers } from '../teams/teams.routes.js';
import { AssignQueue } from './queue.requests.js';

const queue = described(slug(), 'The name of the queue.');
const params = { queue };

const Answered = strictObject({ id: queue, version: Version });

const QueueTeam = strictObject({
  queue,
  team: described(Id, 'The team that has it.'),
  since: described(Moment, 'Since when.'),
  version: Version,
});

const Available = strictObject({
  person: described(Pseudonym, 'Who is there.'),
  insteadOf: optional(described(Pseudonym, 'For whom they stand in.')),
});

const Chain = strictObject({
  queue,
  at: described(Moment, 'The moment that was asked about.'),
  team: optional(described(Id, 'The team; left out, the administrator answers for the queue.')),
  accountable: described(Pseudonym, 'The one person who answers for the queue.'),
  people: described(Type.Array(Available), 'Who is there at that moment, in the order of asking.'),
});

const answer = { schema: Answered, example: { id: 'network', version: 1 } };

export const queueTeamRoutes = {
  assign: {
    name: 'AssignQueue',
    method: 'PUT',
    path: '/v1/queues/:queue/team',
    summary: 'Give a queue to a team. It is in force at once.',
    roles: leads,
    params,
    ifMatch: 'allowed',
    body: AssignQueue,
    example: { team: teamId },
    answer,
    problems: ['team.not-found'],
  },
  release: {
    name: 'ReleaseQueue',
    method: 'DELETE',
    path: '/v1/queues/:queue/team',
    summary: 'Take a queue from its team. The administrator answers for it then.',
    roles: leads,
    params,
    ifMatch: 'allowed',
    answer,
    problems: ['team.queue-not-assigned'],
  },
  list: {
    name: 'listQueueTeams',
    method: 'GET',
    path: '/v1/queue-teams',
    summary: 'Which team has which queue. The administrator answers for every other queue.',
    roles: onlookers,
    scope: 'queues:read',
    list: { filters: QueueTeamFilters, sorts: { queue: 'queue', since: 'since' } },
    answer: {
      schema: pageOf(QueueTeam),
      example: {
        items: [{ queue: 'network', team: teamId, since: '2026-11-22T09:30:00.000Z', version: 1 }],
      },
    },
  },
  chain: {
    name: 'readQueueChain',
    method: 'GET',
    path: '/v1/queues/:queue/chain',
    summary:
      'Who answers for a queue, and who of its escalation chain is there at a moment, with deputies ' +
      'for those who are absent or not at work. It is never empty.',
    roles: onlookers,
    params,
    query: ChainQuery,
    answer: {
      schema: Chain,
      example: {
        queue: 'network',
        at: '2026-11-22T09:30:00.000Z',
        team: teamId,
        accountable: 'manager-mona',
        people: [{ person: 'manager-dina', insteadOf: 'manager-mona' }],
      },
    },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
