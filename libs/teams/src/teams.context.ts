import { Module } from '@nestjs/common';
import {
  aggregate,
  commandController,
  defineContext,
  nothingPersonal,
  pseudonymPattern,
  rowsOf,
} from '#platform';

import { Chains } from './chain/chains.reader.js';
import { queueDecider } from './queue/queue.decider.js';
import { QueueTeamController } from './queue/queue-team.controller.js';
import { queueTeamRoutes } from './queue/queue.routes.js';
import { queueTeamsView } from './queue/queue-teams.view.js';
import { AbsenceCommandController, AbsenceController } from './staff/absence.controller.js';
import { absenceCommands, absenceRoutes } from './staff/absence.routes.js';
import { absencesView } from './staff/absences.view.js';
import { staffDecider } from './staff/staff.decider.js';
import { ensure as absenceRules } from './staff/staff.rules.js';
import { administratorToldPolicy } from './team/administrator-told.policy.js';
import { type TeamDecider, teamDecider } from './team/team.decider.js';
import { teamCommands } from './team/team.routes.js';
import { ensure as teamRules } from './team/team.rules.js';
import { TEAM_SETTINGS } from './team/team.tokens.js';
import { TeamsController } from './teams/teams.controller.js';
import { teamsRoutes } from './teams/teams.routes.js';
import { teamsView } from './teams/teams.view.js';

@Module({})
class TeamsModule {}

const teamAggregate = (decider: TeamDecider) =>
  aggregate(decider, {
    TeamCreated: 'staff',
    TeamRenamed: 'staff',
    MemberAdded: 'staff',
    MemberRemoved: 'staff',
    AccountablePersonNamed: 'staff',
    EscalationChainSet: 'staff',
    AdministratorNamed: 'staff',
  });

const pseudonym = (text: string): string => {
  if (pseudonymPattern.test(text)) return text;
  throw new TypeError('expected a pseudonym, as in the `sub` of a token');
};

/** Teams, the queues that they have, and who is there; README.md in this library explains them. */
export const teams = defineContext({
  settings: {
    administrator: {
      env: 'AMENDS_ADMINISTRATOR',
      read: pseudonym,
      otherwise: 'administrator',
      says: 'The pseudonym of the person who answers for everything that no team and no manager answers for.',
    },
  },
  create: ({ administrator }) => {
    const decider = teamDecider({ administrator });
    return {
      name: 'teams',
      aggregates: [
        teamAggregate(decider),
        aggregate(queueDecider, { QueueAssigned: 'staff', QueueReleased: 'staff' }),
        aggregate(staffDecider, { AbsencePlanned: 'staff', AbsenceCancelled: 'staff' }),
      ],
      rulebooks: [teamRules, absenceRules],
      views: [teamsView, queueTeamsView, absencesView],
      policies: [administratorToldPolicy],
      handlers: {},
      routes: rowsOf(teamCommands, teamsRoutes, queueTeamRoutes, absenceCommands, absenceRoutes),
      module: {
        module: TeamsModule,
        global: true,
        providers: [{ provide: TEAM_SETTINGS, useValue: { administrator } }, Chains],
        controllers: [
          commandController(decider, teamCommands),
          TeamsController,
          QueueTeamController,
          AbsenceCommandController,
          AbsenceController,
        ],
        exports: [Chains],
      },
      personal: nothingPersonal,
      sinks: () => [],
    };
  },
});
