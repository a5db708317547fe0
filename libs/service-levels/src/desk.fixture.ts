import {
  type CommandContext,
  CommandDispatcher,
  type CommandHandler,
  Commands,
  EmbeddedLeases,
  handling,
  lookUp,
  MemoryEventStore,
  MemoryViewStore,
  type Message,
  newAggregateId,
  PolicyProcessor,
  Projector,
  type RecordedEvent,
} from '#eventing';
import { TestClock } from '#eventing/testing';
import { defaultSettings, type TicketCommand, ticketDecider, tickets } from '#tickets';

import type { ClockEvent } from './clock/clock.events.js';
import { Clocks } from './clock/clocks.handler.js';
import { type ClockRow, clocksView } from './clock/clocks.view.js';
import { Following } from './following/following.handler.js';
import { serviceLevels } from './index.js';
import { context, monday } from './levels.fixture.js';
import type { LevelPolicy } from './policy/level-policy.events.js';
import { Agreements } from './policy/agreements.reader.js';
import { Restatements } from './restatement/restatements.handler.js';

/** Around the clock: four hours to the first words, a day to the next ones, three until it is closed. */
export const usualPolicy: LevelPolicy = {
  name: 'usual',
  appliesTo: {},
  targets: [
    { target: 'first-response', minutes: 240, atRisk: 75 },
    { target: 'update', minutes: 1440, atRisk: 75 },
    { target: 'resolution', minutes: 4320, atRisk: 75 },
  ],
  pausesFor: ['customer', 'evidence'],
};

const contexts = [tickets.create(defaultSettings), serviceLevels.create({})];
const deciders = contexts.flatMap(({ aggregates }) => aggregates.map(({ decider }) => decider));
const policies = contexts.flatMap((each) => each.policies);

/** A process that serves tickets and their clocks from a log; its views are made anew. */
const startProcess = async (log: MemoryEventStore, clock: TestClock) => {
  const views = new MemoryViewStore([...contexts.flatMap((each) => each.views), ...policies]);
  const projector = new Projector(log, views.writer);
  await projector.start();
  const commands = new Commands(log, projector);
  const agreements = new Agreements(views.reader, projector);
  const clocks = new Clocks({ commands, events: log, agreements });
  const restatements = new Restatements({ commands, views: views.reader, clocks });
  const handlers: Readonly<Record<string, CommandHandler>> = {
    ReckonClocks: clocks,
    RestateClocks: restatements,
    FollowTickets: new Following({ commands, events: log, clocks }),
  };
  const dispatcher = new CommandDispatcher(commands, deciders, (type) => lookUp(handlers, type));
  const faults: unknown[] = [];
  const processor = new PolicyProcessor({
    policies,
    views: views.reader,
    progress: projector,
    leases: new EmbeddedLeases(),
    clock,
    ask: dispatcher.dispatch,
    onFault: (error) => void faults.push(error),
  });
  processor.start();
  return { views: views.reader, projector, dispatcher, processor, clocks, faults };
};

type Process = Awaited<ReturnType<typeof startProcess>>;

const pause = () => new Promise<void>((go) => void setImmediate(go));

/** A desk whose time passes when a story says so; it can be stopped while time passes. */
export class LevelDesk {
  readonly log = new MemoryEventStore();
  readonly clock = new TestClock(monday);
  #process!: Process;
  #commands = 0;

  static async open(): Promise<LevelDesk> {
    const desk = new LevelDesk();
    await desk.start();
    return desk;
  }

  get clocks(): Clocks {
    return this.#process.clocks;
  }

  async start(): Promise<void> {
    this.#process = await startProcess(this.log, this.clock);
    await this.settle();
  }

  async stop(): Promise<void> {
    await this.#process.processor.stop();
    await this.#process.projector.stop();
    if (this.#process.faults.length > 0) throw this.#process.faults[0];
  }

  /** Resolves when nothing is left to do now. */
  async settle(): Promise<void> {
    const { projector, processor } = this.#process;
    for (let before = -1, calm = 0; calm < 3;) {
      await projector.waitFor(await this.log.head());
      await pause();
      await processor.idle();
      const head = await this.log.head();
      calm = head === before ? calm + 1 : 0;
      before = head;
    }
  }

  /** Sends a command, to a new aggregate where no id is given, and lets everything follow. */
  async send(
    aggregate: string,
    command: Message,
    { id, ...other }: Partial<CommandContext> = {},
  ): Promise<string> {
    this.#commands += 1;
    const own = `019ab3c4-0000-7000-8000-${String(this.#commands).padStart(12, '0')}`;
    const sent = { ...context, ...command, id: own, at: this.clock.now(), ...other };
    const receipt = await this.#process.dispatcher.dispatch(
      aggregate,
      id ?? newAggregateId(own),
      sent,
    );
    await this.settle();
    return receipt.id;
  }

  /** A policy of service levels for tickets of these kinds. */
  promise(policy: Partial<LevelPolicy> = {}): Promise<string> {
    const data = { ...usualPolicy, ...policy };
    return this.send('servicelevelpolicy', { type: 'CreateServiceLevelPolicy', data });
  }

  /** To one ticket. */
  ticket(id: string, command: Pick<TicketCommand, 'type' | 'data'>): Promise<string> {
    return this.send('ticket', command, { id });
  }

  /** Recorded while the desk is stopped: nothing followed from it before the process ended. */
  async recordWhileDown(id: string, command: Pick<TicketCommand, 'type' | 'data'>): Promise<void> {
    const own = '019ab3c4-0000-7000-8000-999999999999';
    const sent = { ...context, ...command, id: own, at: this.clock.now() } as TicketCommand;
    await handling(this.log, ticketDecider())(id, sent);
  }

  /** Opened while the desk is stopped; each by an index of its own. */
  async openWhileDown(index: number): Promise<string> {
    const own = `019ab3c4-0000-7000-8000-1${String(index).padStart(11, '0')}`;
    const data = { kind: 'incident', subject: 'VPN drops', requester: { id: 'salma' } };
    const sent = { ...context, type: 'OpenTicket', data, id: own, at: this.clock.now() };
    const receipt = await handling(this.log, ticketDecider())(
      newAggregateId(own),
      sent as unknown as TicketCommand,
    );
    return receipt.id;
  }

  open(more: object = {}, other: Partial<CommandContext> = {}): Promise<string> {
    const data = { kind: 'incident', subject: 'VPN drops', requester: { id: 'salma' }, ...more };
    return this.send('ticket', { type: 'OpenTicket', data }, other);
  }

  async pass(minutes: number): Promise<void> {
    this.clock.advance(minutes * 60_000);
    await this.settle();
  }

  /** What happened to the clocks of a ticket. */
  async happened(ticket: string): Promise<readonly RecordedEvent<ClockEvent>[]> {
    const events = await this.log.read(`clock-acme-${ticket}`);
    return events as readonly RecordedEvent<ClockEvent>[];
  }

  /** `ClockStarted resolution`, in order. */
  async story(ticket: string): Promise<readonly string[]> {
    return (await this.happened(ticket)).map(({ type, data }) => `${type} ${data.target}`);
  }

  row(ticket: string, target: string): Promise<ClockRow | undefined> {
    return this.#process.views.get<ClockRow>(clocksView, 'acme', `${ticket}/${target}`);
  }
}
