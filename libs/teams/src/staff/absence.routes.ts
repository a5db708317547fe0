import {
  type CommandRequest,
  commandRoutes,
  described,
  Id,
  Moment,
  optional,
  Pseudonym,
  type Role,
  type RouteRow,
  staff,
  strictObject,
  Type,
  Version,
} from '#platform';
import { newAggregateId } from '#eventing';

import { PlanAbsence } from './absence.requests.js';
import type { StaffCommand } from './staff.decider.js';

const person = described(Pseudonym, 'The pseudonym of the member of staff.');
const absence = described(Id, 'The id of the absence.');
const Answered = strictObject({ id: person, version: Version });
const answer = { schema: Answered, example: { id: 'manager-mona', version: 1 } };
const planners: readonly Role[] = [...staff, 'integration'];

const absenceId = '019ab3c4-5d6e-7fff-8f00-0123456789ab';

const planned = ({ params, body, commandId }: CommandRequest<PlanAbsence, never>) => ({
  ...(body as PlanAbsence),
  person: params['person']!,
  absence: newAggregateId(commandId),
});

const named = ({ params }: CommandRequest<never, never>) => ({
  person: params['person']!,
  absence: params['absence']!,
});

export const absenceCommands = commandRoutes<StaffCommand>()({
  PlanAbsence: {
    method: 'POST',
    path: '/v1/staff/:person/absences',
    summary:
      'Say when somebody is away, and who stands in. It is in force at once. Agents plan their own ' +
      'absence; managers that of others, too.',
    roles: planners,
    params: { person },
    on: 'person',
    body: PlanAbsence,
    data: planned,
    example: {
      from: '2026-12-21T00:00:00.000Z',
      to: '2027-01-04T00:00:00.000Z',
      deputy: 'manager-dina',
    },
    answer,
    problems: [
      'absence.own-only',
      'absence.reversed',
      'absence.over',
      'absence.own-deputy',
      'absence.too-many',
    ],
  },

  CancelAbsence: {
    method: 'DELETE',
    path: '/v1/staff/:person/absences/:absence',
    summary: 'Cancel an absence, or what is left of it.',
    roles: planners,
    params: { person, absence },
    on: 'person',
    data: named,
    answer,
    problems: ['absence.own-only', 'absence.not-found'],
  },
});

const Absence = strictObject({
  absence,
  from: described(Moment, 'From when they are away.'),
  to: described(Moment, 'When they are back.'),
  deputy: optional(described(Pseudonym, 'Who stands in.')),
});

export const absenceRoutes = {
  list: {
    name: 'listAbsences',
    method: 'GET',
    path: '/v1/staff/:person/absences',
    summary: 'When somebody is away, the earliest first; of the past at least one year.',
    roles: [...planners, 'auditor'],
    params: { person },
    answer: {
      schema: strictObject({
        items: described(Type.Array(Absence), 'The absences.'),
        version: Version,
      }),
      example: {
        items: [
          {
            absence: absenceId,
            from: '2026-12-21T00:00:00.000Z',
            to: '2027-01-04T00:00:00.000Z',
            deputy: 'manager-dina',
          },
        ],
        version: 1,
      },
    },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
