import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '#eventing';

import { LevelDesk } from '../desk.fixture.js';
import { monday } from '../levels.fixture.js';
import type { FollowingEvent } from './following.events.js';

const HOUR = 60;

let desk: LevelDesk;
beforeEach(async () => {
  desk = await LevelDesk.open();
});
afterEach(() => desk.stop());

const later = (minutes: number) => new Date(Date.parse(monday) + minutes * 60_000).toISOString();

const followed = async () => {
  const events = await desk.log.readAll({ limit: 10_000 });
  return events.filter(
    (event): event is RecordedEvent<FollowingEvent> => event.type === 'TicketsFollowed',
  );
};

const byTheImport = { by: { kind: 'integration', id: 'jira' } } as const;

describe('tickets of a tenant without a policy', () => {
  it('add nothing to the log but what happens to them', async () => {
    const ticket = await desk.open();
    const before = await desk.log.head();
    await desk.ticket(ticket, { type: 'ReplyToTicket', data: { text: 'We look into it.' } });
    await desk.pass(100 * HOUR);
    expect(await desk.story(ticket)).toEqual([]);
    expect(await desk.log.head()).toBe(before + 1);
  });

  it('get their clocks with its first policy if they are open, from their opening on', async () => {
    const [open, closed] = [await desk.open(), await desk.open()];
    const withdrawal = { type: 'WithdrawTicket', data: { reason: 'I bought another.' } };
    const by = { kind: 'customer', id: 'salma' } as const;
    await desk.send('ticket', withdrawal, { id: closed, by });
    await desk.pass(HOUR);
    await desk.promise();
    expect(await desk.row(open, 'resolution')).toMatchObject({
      startedAt: monday,
      dueAt: later(72 * HOUR),
    });
    expect(await desk.story(closed)).toEqual([]);
  });

  it('are not those of another tenant that has one', async () => {
    await desk.promise();
    const data = { kind: 'incident', subject: 'VPN drops', requester: { id: 'salma' } };
    const ticket = await desk.send('ticket', { type: 'OpenTicket', data }, { tenant: 'bolt' });
    expect(await desk.log.read(`clock-bolt-${ticket}`)).toEqual([]);
    expect(await followed()).toEqual([]);
  });
});

describe('clocks that follow their tickets', () => {
  beforeEach(() => desk.promise());

  it('are counted together for all that happened at once', async () => {
    await desk.stop();
    const tickets: string[] = [];
    for (let index = 0; index < 30; index += 1) tickets.push(await desk.openWhileDown(index));
    await desk.start();
    for (const ticket of tickets)
      expect(await desk.story(ticket)).toEqual([
        'ClockStarted first-response',
        'ClockStarted resolution',
      ]);
    expect((await followed()).map(({ data }) => data.tickets)).toEqual([30]);
  });

  it('are counted page by page where much has happened, and none is left out', async () => {
    await desk.stop();
    const tickets: string[] = [];
    for (let index = 0; index < 250; index += 1) tickets.push(await desk.openWhileDown(index));
    await desk.start();
    for (const ticket of tickets) expect(await desk.story(ticket)).toHaveLength(2);
    expect((await followed()).length).toBeGreaterThan(1);
  });

  it('are not counted again when the process starts again', async () => {
    const ticket = await desk.open();
    const before = await desk.log.head();
    await desk.stop();
    await desk.start();
    await desk.pass(1);
    expect(await desk.log.head()).toBe(before);
    expect(await desk.story(ticket)).toHaveLength(2);
  });

  it('wait until an import is likely to be whole', async () => {
    const occurredAt = later(-10 * HOUR);
    const ticket = await desk.open({}, { ...byTheImport, occurredAt });
    await desk.pass(0.9);
    expect(await desk.story(ticket)).toEqual([]);
    await desk.pass(0.1);
    expect(await desk.row(ticket, 'first-response')).toMatchObject({
      startedAt: occurredAt,
      breached: { due: later(-6 * HOUR), noticed: later(1) },
    });
  });

  it('are none for an imported ticket that has ended before', async () => {
    const daysAgo = (days: number) => later(-days * 24 * HOUR);
    const history = (days: number) => ({ ...byTheImport, occurredAt: daysAgo(days) });
    const id = await desk.open({}, history(30));
    const answerBy = daysAgo(10);
    const proposal = { type: 'ProposeResolution', data: { text: 'Try again.', answerBy } };
    await desk.send('ticket', proposal, { id, ...history(29) });
    const closing = { type: 'CloseUnanswered', data: { answerBy } };
    await desk.send('ticket', closing, { id, ...history(10) });
    await desk.pass(HOUR);
    expect(await desk.story(id)).toEqual([]);
  });
});
