import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  EmbeddedLeases,
  PolicyProcessor,
  daysAfter,
  type CommandContext,
  MemoryEventStore,
  MemoryViewStore,
  Projector,
  type RecordedEvent,
  streamOf,
  type CommandPayload,
  Commands,
} from '#eventing';
import { TestClock } from '#eventing/testing';

import { defaultSettings, type TicketCommand, ticketDecider, tickets } from './index.js';
import { ana, context, monday, salma } from './ticket/ticket.fixture.js';

const decider = ticketDecider();
const first = '019ab3c4-5d6e-7fff-8f00-0123456789ab';
const second = '019ab3c4-6e7f-7fff-9a11-123456789abc';

let log: MemoryEventStore;
let clock: TestClock;
let desk: Awaited<ReturnType<typeof started>>;

/** A process that serves tickets from a log: its views are made again from the beginning. */
const started = async () => {
  const { views: shown, policies } = tickets.create(defaultSettings);
  const views = new MemoryViewStore([...shown, ...policies]);
  const projector = new Projector(log, views.writer);
  await projector.start();
  await projector.waitFor(await log.head());
  const commands = new Commands(log, projector);
  const ask = (_: string, id: string, command: unknown) =>
    commands.send(decider, id, command as TicketCommand);
  const runner = new PolicyProcessor({
    policies,
    views: views.reader,
    progress: projector,
    leases: new EmbeddedLeases(),
    clock,
    ask,
  });
  runner.start();
  return {
    projector,
    commands,
    stop: async () => {
      await runner.stop();
      await projector.stop();
    },
  };
};

let commandIds = 0;
const send = (
  id: string,
  command: CommandPayload<TicketCommand>,
  other: Partial<CommandContext> = {},
) => {
  commandIds += 1;
  const commandId = `019ab3c4-0000-7000-8000-${String(commandIds).padStart(12, '0')}`;
  const asked = { ...context, ...command, id: commandId, at: clock.now(), ...other };
  return desk.commands.send(decider, id, asked as TicketCommand);
};

const typesIn = async (id: string) =>
  (await log.read(streamOf('ticket', 'acme', id))).map(({ type }) => type);

const nextBatch = () =>
  new Promise<void>((go) => {
    const stop = desk.projector.onApplied(() => {
      stop();
      go();
    });
  });

/** Resolves with the events that fit, as soon as there are so many. */
const happening = async (
  fits: (event: RecordedEvent) => boolean,
  count = 1,
): Promise<RecordedEvent[]> => {
  for (;;) {
    const next = nextBatch();
    const found = (await log.readAll({ limit: 1000 })).filter(fits);
    if (found.length >= count) return found;
    await next;
  }
};

const ofType = (type: string, id?: string) => (event: RecordedEvent) =>
  event.type === type && (id === undefined || event.stream.endsWith(id));

const isAnswer = ({ data }: RecordedEvent) => (data as { answers?: boolean }).answers === true;

const open = (id = first) =>
  send(id, {
    type: 'OpenTicket',
    data: { kind: 'incident', subject: 'VPN drops', requester: { id: 'salma' }, queue: 'network' },
  });
const propose = () => send(first, { type: 'ProposeResolution', data: { text: 'Fixed.' } });

const waitUntil = (moment: string) => clock.advance(Date.parse(moment) - Date.parse(clock.now()));

beforeEach(async () => {
  log = new MemoryEventStore();
  clock = new TestClock(monday);
  desk = await started();
});
afterEach(() => desk.stop());

describe('a hold until a moment', () => {
  it('ends by itself then', async () => {
    await open();
    const until = daysAfter(monday, 2);
    await send(first, {
      type: 'PutTicketOnHold',
      data: { awaiting: 'vendor', reason: 'Router', until },
    });
    waitUntil(until);
    const [resumed] = await happening(ofType('TicketResumed'));
    expect(resumed).toMatchObject({
      data: { because: 'time' },
      meta: { actor: { kind: 'system' }, at: until },
    });
  });
});

describe('a proposal that nobody answers', () => {
  it('closes as not answered when its time is over, and not before', async () => {
    await open();
    await propose();
    waitUntil(daysAfter(monday, 4));
    expect(await typesIn(first)).not.toContain('TicketClosed');
    waitUntil(daysAfter(monday, 5));
    const [closed] = await happening(ofType('TicketClosed'));
    expect(closed).toMatchObject({
      data: { as: 'not-answered' },
      meta: { at: daysAfter(monday, 5) },
    });
  });

  it('closes once, although the process was down when its time came and began anew twice', async () => {
    await open();
    await propose();
    await desk.stop();
    waitUntil(daysAfter(monday, 9));
    desk = await started();
    await happening(ofType('TicketClosed'));
    await desk.stop();
    desk = await started();
    await send(first, { type: 'AddNote', data: { text: 'Still here.' } });
    expect((await typesIn(first)).filter((type) => type === 'TicketClosed')).toHaveLength(1);
  });

  it('does not close when the customer said anything in time', async () => {
    await open();
    await propose();
    await send(first, { type: 'ReplyToTicket', data: { text: 'I will try it.' } }, { by: salma });
    waitUntil(daysAfter(monday, 30));
    await send(first, { type: 'AddNote', data: { text: 'Still open.' } });
    expect(await typesIn(first)).not.toContain('TicketClosed');
  });
});

describe('a reply long after the closing', () => {
  it('goes on in one new ticket, linked both ways', async () => {
    await open();
    await propose();
    await send(first, { type: 'ConfirmResolution', data: {} }, { by: salma });
    waitUntil(daysAfter(monday, 60));
    await send(first, { type: 'ReplyToTicket', data: { text: 'It is back.' } }, { by: salma });
    await happening(ofType('TicketsLinked', first));
    const [link] = await happening(ofType('TicketsLinked'));
    expect(link!.data).toEqual({ ticket: first, relation: 'follows' });
    const next = link!.stream.slice('ticket-acme-'.length);
    expect(await typesIn(next)).toEqual([
      'TicketOpened',
      'PainPointTold',
      'TicketQueued',
      'TicketsLinked',
    ]);
    const again = send(first, { type: 'ReplyToTicket', data: { text: 'Hello?' } }, { by: salma });
    await expect(again).rejects.toMatchObject({
      code: 'ticket.continued',
      details: { ticket: next },
    });
  });
});

describe('two tickets linked with each other at the same moment', () => {
  it('come to rest, each told once by the other', async () => {
    await open(first);
    await open(second);
    await Promise.all([
      send(first, { type: 'LinkTickets', data: { ticket: second, relation: 'related-to' } }),
      send(second, { type: 'LinkTickets', data: { ticket: first, relation: 'related-to' } }),
    ]);
    await happening(isAnswer, 2);
    await send(first, { type: 'AddNote', data: { text: 'Done.' } }, { by: ana });
    expect(await happening(isAnswer, 2)).toHaveLength(2);
  });
});
