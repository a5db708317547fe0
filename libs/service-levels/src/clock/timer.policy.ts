import { dueColumn, idOf, type Moment, type Policy, type RecordedEvent, schedule } from '#eventing';

import type { ReckonClocks } from './clock.commands.js';
import type { ClockEvent, Level } from './clock.events.js';

/** The next moment that must be noticed: none once the time is over. */
const nextOf = (level: Level, atRiskAt: Moment | null, dueAt: Moment | null): Moment | null => {
  if (level === 'breached') return null;
  return level === 'on-track' ? (atRiskAt ?? dueAt) : dueAt;
};

const command = { type: 'ReckonClocks', data: {} } as const;

const ringAt = (event: RecordedEvent<ClockEvent>, due: Moment | null) =>
  due === null ? null : schedule(event, { due, command });

const keyOf = ({ stream, data }: RecordedEvent<ClockEvent>) => `${idOf(stream)}/${data.target}`;

/** One timer for each clock that runs: its ticket's clocks are counted when a time is reached. */
export const clockTimerPolicy: Policy<ClockEvent, ReckonClocks> = {
  name: 'clock-timers',
  version: 1,
  of: 'clock',
  asks: 'clock',
  ...dueColumn,
  key: {
    ClockStarted: keyOf,
    ClockPaused: keyOf,
    ClockResumed: keyOf,
    ClockStopped: keyOf,
    ClockRestated: keyOf,
    ClockWithdrawn: keyOf,
    ServiceLevelAtRisk: keyOf,
    ServiceLevelBreached: keyOf,
  },
  when: {
    ClockStarted: (_, event) => {
      const { atRiskAt, dueAt } = event.data;
      return ringAt(event, nextOf('on-track', atRiskAt, dueAt));
    },
    ClockResumed: (_, event) => {
      const { level, atRiskAt, dueAt } = event.data;
      return ringAt(event, nextOf(level, atRiskAt, dueAt));
    },
    ClockRestated: (_, event) => {
      const { state, level, atRiskAt, dueAt } = event.data;
      return state === 'running' ? ringAt(event, nextOf(level, atRiskAt, dueAt)) : null;
    },
    ServiceLevelAtRisk: (_, event) => ringAt(event, event.data.dueAt),
    ServiceLevelBreached: () => null,
    ClockPaused: () => null,
    ClockStopped: () => null,
    ClockWithdrawn: () => null,
  },
};
