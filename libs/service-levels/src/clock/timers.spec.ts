import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { LevelDesk } from '../desk.fixture.js';
import { monday } from '../levels.fixture.js';
import type { ClockEvent } from './clock.events.js';

const HOUR = 60;

let desk: LevelDesk;
beforeEach(async () => {
  desk = await LevelDesk.open();
  await desk.promise();
});
afterEach(() => desk.stop());

const later = (minutes: number) => new Date(Date.parse(monday) + minutes * 60_000).toISOString();

const dataOf = async <Type extends ClockEvent['type']>(ticket: string, type: Type) =>
  (await desk.happened(ticket)).flatMap((event) => (event.type === type ? [event.data] : [])) as {
    readonly target: string;
  }[];

const reply = { type: 'ReplyToTicket', data: { text: 'We look into it.' } };
const hold = { type: 'PutTicketOnHold', data: { awaiting: 'customer', reason: 'Which network?' } };
const resume = { type: 'ResumeTicket', data: {} };

describe('the clocks of a ticket', () => {
  it('run from its opening on, by the policy that fits', async () => {
    const ticket = await desk.open();
    expect(await desk.story(ticket)).toEqual([
      'ClockStarted first-response',
      'ClockStarted resolution',
    ]);
    expect(await desk.row(ticket, 'first-response')).toMatchObject({
      state: 'running',
      basis: { policyVersion: 1, calendar: 'always', minutes: 240 },
      atRiskAt: later(3 * HOUR),
      dueAt: later(4 * HOUR),
    });
  });

  it('are at risk and breached at their moments, each once, in order', async () => {
    const ticket = await desk.open();
    await desk.pass(3 * HOUR - 1);
    expect(await dataOf(ticket, 'ServiceLevelAtRisk')).toEqual([]);
    await desk.pass(1);
    await desk.pass(HOUR);
    await desk.pass(24 * HOUR);
    const [risk, ...others] = await dataOf(ticket, 'ServiceLevelAtRisk');
    expect(others).toEqual([]);
    expect(risk).toMatchObject({ due: later(3 * HOUR), noticed: later(3 * HOUR) });
    const breaches = await dataOf(ticket, 'ServiceLevelBreached');
    expect(breaches).toMatchObject([
      { target: 'first-response', due: later(4 * HOUR), noticed: later(4 * HOUR) },
    ]);
    expect(await desk.row(ticket, 'first-response')).toMatchObject({ level: 'breached' });
  });

  it('stop with our first words, and another one runs until the next', async () => {
    const ticket = await desk.open();
    await desk.pass(HOUR);
    await desk.ticket(ticket, reply as never);
    await desk.pass(2 * HOUR);
    await desk.ticket(ticket, reply as never);
    expect((await desk.story(ticket)).slice(2)).toEqual([
      'ClockStopped first-response',
      'ClockStarted update',
      'ClockStopped update',
      'ClockStarted update',
    ]);
    expect(await desk.row(ticket, 'first-response')).toMatchObject({
      outcome: 'met',
      elapsedSeconds: 3600,
    });
    expect(await desk.row(ticket, 'update')).toMatchObject({ cycle: 2, state: 'running' });
  });

  it('pause with a hold for the customer, and go on for as long as was left', async () => {
    const ticket = await desk.open();
    await desk.pass(HOUR);
    await desk.ticket(ticket, hold as never);
    expect(await desk.row(ticket, 'resolution')).toMatchObject({
      state: 'paused',
      awaiting: 'customer',
      dueAt: null,
      elapsedSeconds: 3600,
    });
    await desk.pass(100 * HOUR);
    expect(await dataOf(ticket, 'ServiceLevelBreached')).toEqual([]);
    await desk.ticket(ticket, resume as never);
    expect(await desk.row(ticket, 'resolution')).toMatchObject({
      state: 'running',
      dueAt: later(72 * HOUR + 100 * HOUR),
    });
    await desk.pass(3 * HOUR);
    expect(await dataOf(ticket, 'ServiceLevelBreached')).toMatchObject([
      { target: 'first-response', due: later(104 * HOUR) },
    ]);
  });

  it('do not pause while we wait for others than the customer', async () => {
    const ticket = await desk.open();
    await desk.ticket(ticket, {
      type: 'PutTicketOnHold',
      data: { awaiting: 'vendor', reason: 'A part.' },
    });
    expect(await desk.row(ticket, 'resolution')).toMatchObject({ state: 'running' });
  });

  it('wait for the answer to a proposal, stop with the closing, and go on when it is reopened', async () => {
    const ticket = await desk.open();
    const proposal = { type: 'ProposeResolution', data: { text: 'Try again.' } };
    await desk.ticket(ticket, proposal as never);
    expect(await desk.row(ticket, 'resolution')).toMatchObject({ awaiting: 'confirmation' });
    const confirmation = { type: 'ConfirmResolution', data: {} };
    const salma = { kind: 'customer', id: 'salma' } as const;
    await desk.send('ticket', confirmation, { id: ticket, by: salma });
    expect(await desk.row(ticket, 'resolution')).toMatchObject({
      state: 'stopped',
      outcome: 'met',
    });
    await desk.pass(10 * HOUR);
    const reopening = { type: 'ReopenTicket', data: { reason: 'Again.' } };
    await desk.send('ticket', reopening, { id: ticket, by: salma });
    expect(await desk.row(ticket, 'resolution')).toMatchObject({
      state: 'running',
      dueAt: later(82 * HOUR),
    });
    expect((await desk.row(ticket, 'resolution'))?.outcome).toBeUndefined();
  });
});

describe('a process that was down', () => {
  it('notices what was due meanwhile, with both moments, in order', async () => {
    const ticket = await desk.open();
    await desk.stop();
    desk.clock.advance(80 * HOUR * 60_000);
    await desk.start();
    const reached = (await desk.happened(ticket)).slice(2);
    expect(reached.map(({ type, data }) => ({ type, ...data }))).toMatchObject([
      { type: 'ServiceLevelAtRisk', target: 'first-response', due: later(3 * HOUR) },
      { type: 'ServiceLevelBreached', target: 'first-response', due: later(4 * HOUR) },
      { type: 'ServiceLevelAtRisk', target: 'resolution', due: later(54 * HOUR) },
      { type: 'ServiceLevelBreached', target: 'resolution', due: later(72 * HOUR) },
    ]);
    for (const { data } of reached) expect(data).toMatchObject({ noticed: later(80 * HOUR) });
  });

  it('notices nothing twice', async () => {
    const ticket = await desk.open();
    await desk.pass(5 * HOUR);
    const before = await desk.story(ticket);
    await desk.stop();
    await desk.start();
    await desk.pass(HOUR);
    expect(await desk.story(ticket)).toEqual(before);
  });

  it('knows that a ticket was on hold when the time would have been over', async () => {
    const ticket = await desk.open();
    await desk.pass(HOUR);
    // The hold is recorded, and the process ends before the clocks are counted.
    await desk.stop();
    await desk.recordWhileDown(ticket, hold as never);
    expect((await desk.story(ticket)).at(-1)).toBe('ClockStarted resolution');
    desk.clock.advance(10 * HOUR * 60_000);
    await desk.start();
    expect(await dataOf(ticket, 'ServiceLevelBreached')).toEqual([]);
    expect(await desk.row(ticket, 'first-response')).toMatchObject({ state: 'paused' });
  });
});
