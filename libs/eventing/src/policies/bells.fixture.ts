import { dueColumn, type Agenda } from './policy.js';
import { AgendaRunner, type AgendaRun, type Ask } from './policy-processor.js';
import { decideBy, evolveBy, type Decider } from '../deciding/decider.js';
import { HandClock } from '../test-clock.js';
import { handling } from '../deciding/handle.js';
import { MemoryEventStore } from '../log/memory-event-store.js';
import { MemoryViewStore } from '../views/memory-view-store.js';
import type { CommandsOf, Issued, MessagesOf } from '../messages.js';
import { Projector } from '../views/projector.js';
import { rulebook } from '../refusal.js';
import { causedIdOf, idOf } from '../stream.js';

type BellEvent = MessagesOf<{
  BellSet: { at: string };
  BellRung: { times: number };
  BellStopped: object;
}>;
type BellCommand = CommandsOf<{
  SetBell: { at: string };
  RingBell: object;
  StopBell: object;
}>;

interface BellState {
  readonly rung: number;
  readonly stuck: boolean;
}

const ensure = rulebook('bell', { stuck: ['conflict', 'It is stuck.', 'إنه عالق.'] });

/** Rings however often it is asked to: that it rings once is not the decider's doing. */
const bell: Decider<BellState, BellCommand, BellEvent> = {
  name: 'bell',
  initial: { rung: 0, stuck: false },
  evolve: evolveBy<BellState, BellEvent>({
    BellSet: (state, { at }) => ({ ...state, stuck: at === stuckAt }),
    BellRung: (state, { times }) => ({ ...state, rung: times }),
    BellStopped: (state) => state,
  }),
  decide: decideBy<BellState, BellCommand, BellEvent>({
    SetBell: (_, { data }) => [{ type: 'BellSet', data }],
    RingBell: ({ rung, stuck }) => {
      ensure(!stuck, 'stuck');
      return [{ type: 'BellRung', data: { times: rung + 1 } }];
    },
    StopBell: () => [{ type: 'BellStopped', data: {} }],
  }),
};

export const bells: Agenda<BellEvent, BellCommand> = {
  name: 'bells',
  version: 1,
  of: 'bell',
  asks: 'bell',
  ...dueColumn,
  when: {
    BellSet: (_, event) => ({
      due: event.data.at,
      tenant: event.meta.tenant,
      id: idOf(event.stream),
      commandId: causedIdOf(event),
      command: { type: 'RingBell', data: {} },
      causation: event.id,
      correlation: event.meta.correlation,
    }),
    BellRung: () => null,
    BellStopped: () => null,
  },
};

export const start = '2026-03-02T09:00:00.000Z';
export const stuckAt = '2026-03-02T09:00:00.001Z';
export const in5Minutes = '2026-03-02T09:05:00.000Z';
export const MINUTE = 60_000;

let sent = 0;

/** A house with bells, its log, its views, and runners of its agenda; the clock is moved by hand. */
export const belfry = () => {
  const clock = new HandClock(start);
  const events = new MemoryEventStore();
  const views = new MemoryViewStore([bells]);
  const projector = new Projector(events, views);
  const handle = handling(events, bell);
  const asked: (Issued & { readonly type: string })[] = [];
  const faults: unknown[] = [];
  const runners: AgendaRunner[] = [];

  const ask: Ask = (_, id, command) => {
    asked.push(command);
    return handle(id, command as BellCommand);
  };

  const run = (other: Partial<AgendaRun> = {}) => {
    const runner = new AgendaRunner({
      agendas: [bells],
      views,
      projector,
      ask,
      clock,
      onFault: (error) => void faults.push(error),
      ...other,
    });
    runners.push(runner);
    runner.start();
    return runner;
  };

  const send = async (id: string, asks: Pick<BellCommand, 'type' | 'data'>, tenant = 'acme') => {
    sent += 1;
    const { position } = await handle(id, {
      id: `01990000-0000-7000-8000-${String(sent).padStart(12, '0')}`,
      tenant,
      by: { kind: 'agent', id: 'ana' },
      at: clock.now(),
      correlation: 'story',
      ...asks,
    } as BellCommand);
    await projector.reached(position);
  };

  const settled = () => Promise.all(runners.map((runner) => runner.idle()));

  const step = async (milliseconds: number) => {
    clock.pass(milliseconds);
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
    setBell: (id: string, at: string, tenant?: string) =>
      send(id, { type: 'SetBell', data: { at } }, tenant),
    rings: async (id: string, tenant = 'acme') =>
      (await events.read(`bell-${tenant}-${id}`)).filter(({ type }) => type === 'BellRung').length,
    /** Lets time pass, not faster than the runners follow. */
    pass: async (milliseconds: number) => {
      await settled();
      for (let left = milliseconds; left > 0; left -= MINUTE) await step(Math.min(left, MINUTE));
      await step(0);
    },
    stop: async () => {
      await Promise.all(runners.map((runner) => runner.stop()));
      await projector.stop();
    },
  };
};
