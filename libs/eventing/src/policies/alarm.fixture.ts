import { dueColumn, type Policy } from './policy.js';
import { PolicyProcessor, type PolicyProcessorOptions, type Ask } from './policy-processor.js';
import { decideBy, evolveBy, type Decider } from '../deciding/decider.js';
import { TestClock } from '../test-clock.js';
import { handling } from '../deciding/handle.js';
import { MemoryEventStore } from '../log/memory-event-store.js';
import { sparse } from '../log/sparse.fixture.js';
import { MemoryViewStore } from '../views/memory-view-store.js';
import type { CommandsOf, CommandContext, MessagesOf } from '../messages.js';
import { Projector } from '../views/projector.js';
import { rulebook } from '../refusal.js';
import { EmbeddedLeases } from './embedded-leases.js';
import { schedule } from './schedule.js';

type AlarmEvent = MessagesOf<{
  AlarmSet: { at: string };
  AlarmRung: { times: number };
  AlarmStopped: object;
}>;
type AlarmCommand = CommandsOf<{
  SetAlarm: { at: string };
  RingAlarm: object;
  StopAlarm: object;
}>;

interface AlarmState {
  readonly rung: number;
  readonly stuck: boolean;
}

const ensure = rulebook('bell', { stuck: ['conflict', 'It is stuck.', 'إنه عالق.'] });

/** Rings every time it is asked to: the decider does not make sure that it rings only once. */
const alarm: Decider<AlarmState, AlarmCommand, AlarmEvent> = {
  name: 'bell',
  initial: { rung: 0, stuck: false },
  evolve: evolveBy<AlarmState, AlarmEvent>({
    AlarmSet: (state, { at }) => ({ ...state, stuck: at === stuckAt }),
    AlarmRung: (state, { times }) => ({ ...state, rung: times }),
    AlarmStopped: (state) => state,
  }),
  decide: decideBy<AlarmState, AlarmCommand, AlarmEvent>({
    SetAlarm: (_, { data }) => [{ type: 'AlarmSet', data }],
    RingAlarm: ({ rung, stuck }) => {
      ensure(!stuck, 'stuck');
      return [{ type: 'AlarmRung', data: { times: rung + 1 } }];
    },
    StopAlarm: () => [{ type: 'AlarmStopped', data: {} }],
  }),
};

export const alarmPolicy: Policy<AlarmEvent, AlarmCommand> = {
  name: 'bells',
  version: 1,
  of: 'bell',
  asks: 'bell',
  ...dueColumn,
  when: {
    AlarmSet: (_, event) =>
      schedule(event, { due: event.data.at, command: { type: 'RingAlarm', data: {} } }),
    AlarmRung: () => null,
    AlarmStopped: () => null,
  },
};

export const start = '2026-03-02T09:00:00.000Z';
export const stuckAt = '2026-03-02T09:00:00.001Z';
export const in5Minutes = '2026-03-02T09:05:00.000Z';
export const MINUTE = 60_000;

let sent = 0;

/** Alarms with their log, their views, and processors of their policy; the spec moves the clock. */
export const alarmSetup = () => {
  const clock = new TestClock(start);
  const events = new MemoryEventStore({ stride: sparse });
  const views = new MemoryViewStore([alarmPolicy]);
  const projector = new Projector(events, views.writer);
  const handle = handling(events, alarm);
  const asked: (CommandContext & { readonly type: string })[] = [];
  const faults: unknown[] = [];
  const processors: PolicyProcessor[] = [];

  const ask: Ask = (_, id, command) => {
    asked.push(command);
    return handle(id, command as AlarmCommand);
  };

  const run = (other: Partial<PolicyProcessorOptions> = {}) => {
    const processor = new PolicyProcessor({
      policies: [alarmPolicy],
      views: views.reader,
      progress: projector,
      ask,
      clock,
      leases: new EmbeddedLeases(),
      onFault: (error) => void faults.push(error),
      ...other,
    });
    processors.push(processor);
    processor.start();
    return processor;
  };

  const send = async (id: string, asks: Pick<AlarmCommand, 'type' | 'data'>, tenant = 'acme') => {
    sent += 1;
    const { position } = await handle(id, {
      id: `01990000-0000-7000-8000-${String(sent).padStart(12, '0')}`,
      tenant,
      by: { kind: 'agent', id: 'ana' },
      at: clock.now(),
      correlation: 'story',
      ...asks,
    } as AlarmCommand);
    await projector.waitFor(position);
  };

  const settled = () => Promise.all(processors.map((processor) => processor.idle()));

  const step = async (milliseconds: number) => {
    clock.advance(milliseconds);
    await settled();
  };

  return {
    clock,
    events,
    views,
    projector,
    asked,
    faults,
    ask,
    run,
    send,
    setAlarm: (id: string, at: string, tenant?: string) =>
      send(id, { type: 'SetAlarm', data: { at } }, tenant),
    rings: async (id: string, tenant = 'acme') =>
      (await events.read(`bell-${tenant}-${id}`)).filter(({ type }) => type === 'AlarmRung').length,
    /** Lets time pass, in steps that the processors can follow. */
    advance: async (milliseconds: number) => {
      await settled();
      for (let left = milliseconds; left > 0; left -= MINUTE) await step(Math.min(left, MINUTE));
      await step(0);
    },
    stop: async () => {
      await Promise.all(processors.map((processor) => processor.stop()));
      await projector.stop();
    },
  };
};
