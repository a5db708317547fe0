import {
  derivedCommandId,
  dueColumn,
  idOf,
  newAggregateId,
  type Policy,
  type RecordedEvent,
  schedule,
} from '#eventing';

import type { CalendarEvent } from '../calendar/calendar.events.js';
import type { LevelPolicyEvent } from '../policy/level-policy.events.js';
import type { RestateClocks } from './restatement.decider.js';
import type { Cause, RestatementEvent } from './restatement.events.js';

type Changed = LevelPolicyEvent | CalendarEvent;

/** Each change has a restatement of its own. */
const restatementOf = (event: RecordedEvent<Changed>) => newAggregateId(derivedCommandId(event));

const restate = (kind: Cause['kind']) => (_: unknown, event: RecordedEvent<Changed>) => {
  const cause = { kind, id: idOf(event.stream), version: event.data.version };
  const command = { type: 'RestateClocks', data: { cause } } as const;
  return schedule(event, { id: restatementOf(event), command });
};

/** A change of a policy or calendar restates the clocks that run, page by page. */
export const restatementPolicy: Policy<Changed | RestatementEvent, RestateClocks> = {
  name: 'clock-restatements',
  version: 1,
  of: ['servicelevelpolicy', 'calendar', 'restatement'],
  asks: 'restatement',
  ...dueColumn,
  key: {
    ServiceLevelPolicyCreated: restatementOf,
    ServiceLevelPolicyPublished: restatementOf,
    ServiceLevelPolicyRetired: restatementOf,
    CalendarPublished: restatementOf,
  },
  when: {
    ServiceLevelPolicyCreated: restate('policy'),
    ServiceLevelPolicyPublished: restate('policy'),
    ServiceLevelPolicyRetired: restate('policy'),
    CalendarPublished: restate('calendar'),
    RestatementAdvanced: (_, event) => {
      const { cause, after } = event.data;
      return schedule(event, { command: { type: 'RestateClocks', data: { cause, after } } });
    },
    RestatementCompleted: () => null,
  },
};
