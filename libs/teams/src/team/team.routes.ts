import {
  Answered,
  type CommandRequest,
  commandRoutes,
  described,
  Id,
  Pseudonym,
  type Role,
} from '#platform';

import type { TeamCommand } from './team.commands.js';
import {
  CreateTeam,
  NameAccountablePerson,
  RenameTeam,
  SetEscalationChain,
} from './team.requests.js';

/** Who sets up teams. */
export const leads: readonly Role[] = ['manager', 'administrator'];

export const teamId = '019ab3c4-5d6e-7fff-8f00-0123456789ab';

const answer = { schema: Answered, example: { id: teamId, version: 4 } };
const params = {
  id: Id,
  member: described(Pseudonym, 'The pseudonym of the person.'),
};
const memberIn = ({ params: { member } }: CommandRequest<never, never>) => ({ member: member! });

export const teamCommands = commandRoutes<TeamCommand>()({
  CreateTeam: {
    method: 'POST',
    path: '/v1/teams',
    summary: 'Create a team, with the person who is accountable.',
    roles: leads,
    creates: true,
    body: CreateTeam,
    example: { name: 'Network', accountable: 'manager-mona' },
    answer: { ...answer, example: { id: teamId, version: 2 } },
  },

  RenameTeam: {
    method: 'PUT',
    path: '/v1/teams/:id/name',
    summary: 'Give a team another name.',
    roles: leads,
    body: RenameTeam,
    example: { name: 'Networks' },
    answer,
    problems: ['team.not-found'],
  },

  AddMember: {
    method: 'PUT',
    path: '/v1/teams/:id/members/:member',
    summary: 'Add somebody to a team.',
    roles: leads,
    params,
    data: memberIn,
    answer,
    problems: ['team.not-found', 'team.too-many-members'],
  },

  RemoveMember: {
    method: 'DELETE',
    path: '/v1/teams/:id/members/:member',
    summary:
      'Take somebody out of a team and out of its chain. When nobody is left in the chain, or the ' +
      'accountable person leaves, the administrator is named in their place, and told.',
    roles: leads,
    params,
    data: memberIn,
    answer,
    problems: ['team.not-found'],
  },

  NameAccountablePerson: {
    method: 'PUT',
    path: '/v1/teams/:id/accountable',
    summary: 'Name the person who answers for every queue of the team.',
    roles: leads,
    body: NameAccountablePerson,
    example: { person: 'manager-mona' },
    answer,
    problems: ['team.not-found'],
  },

  SetEscalationChain: {
    method: 'PUT',
    path: '/v1/teams/:id/escalation-chain',
    summary:
      'Set the managers to whom escalations of the team’s queues are offered, in order. It is in ' +
      'force at once. An empty chain leaves them to the administrator.',
    roles: leads,
    body: SetEscalationChain,
    example: {
      managers: [
        {
          manager: 'manager-mona',
          deputies: ['manager-dina'],
          timeZone: 'Africa/Cairo',
          hours: [{ days: [7, 1, 2, 3, 4], from: '09:00', to: '17:00' }],
        },
        { manager: 'director-max', deputies: [], timeZone: 'Europe/Berlin' },
      ],
    },
    answer,
    problems: [
      'team.not-found',
      'team.unknown-time-zone',
      'team.hours-reversed',
      'team.twice-in-chain',
      'team.own-deputy',
    ],
  },
});
