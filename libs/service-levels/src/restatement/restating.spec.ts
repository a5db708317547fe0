import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import type { WorkingCalendar } from '../calendar/calendar.events.js';
import { officeHours } from '../calendar/calendars.fixture.js';
import { LevelDesk } from '../desk.fixture.js';
import { monday } from '../levels.fixture.js';
import type { LevelPolicy, Scope } from '../policy/level-policy.events.js';

const HOUR = 60;

let desk: LevelDesk;
beforeEach(async () => {
  desk = await LevelDesk.open();
});
afterEach(() => desk.stop());

const later = (minutes: number) => new Date(Date.parse(monday) + minutes * 60_000).toISOString();

const policy = (minutes: number, appliesTo: Scope = {}, more: Partial<LevelPolicy> = {}) => ({
  name: `${minutes} minutes`,
  appliesTo,
  targets: [{ target: 'resolution', minutes, atRisk: 50 }] as const,
  pausesFor: ['customer'] as const,
  ...more,
});

const create = (data: LevelPolicy) =>
  desk.send('servicelevelpolicy', { type: 'CreateServiceLevelPolicy', data });
const publish = (id: string, data: LevelPolicy) =>
  desk.send('servicelevelpolicy', { type: 'PublishServiceLevelPolicy', data }, { id });
const calendar = (data: WorkingCalendar) => desk.send('calendar', { type: 'CreateCalendar', data });

const restatedOf = async (ticket: string) =>
  (await desk.happened(ticket)).flatMap((event) =>
    event.type === 'ClockRestated' ? [event.data] : [],
  );

describe('which policy is in force', () => {
  it('is the most particular one that fits', async () => {
    await create(policy(400));
    await create(policy(300, { kinds: ['incident'], priorities: ['medium'] }));
    await create(policy(200, { services: ['vpn'] }));
    await create(policy(100, { customers: ['salma'] }));
    await create(policy(50, { customers: ['omar'], kinds: ['request'] }));
    const minutesFor = async (more: object) =>
      (await desk.row(await desk.open(more), 'resolution'))?.basis.minutes;
    const vpn = { classification: { service: 'vpn', impact: 'low', urgency: 'low' } };
    expect(await minutesFor({})).toBe(100);
    expect(await minutesFor({ requester: { id: 'omar' }, kind: 'request' })).toBe(50);
    expect(await minutesFor({ requester: { id: 'omar' } })).toBe(300);
    expect(await minutesFor({ requester: { id: 'omar' }, ...vpn })).toBe(200);
    expect(await minutesFor({ requester: { id: 'mona' }, kind: 'request' })).toBe(400);
  });

  it('is another one when the ticket is classified otherwise, and that is said', async () => {
    const general = await create(policy(400));
    await create(policy(200, { services: ['vpn'] }));
    const ticket = await desk.open();
    const data = { service: 'vpn', impact: 'low', urgency: 'low' };
    await desk.ticket(ticket, { type: 'ClassifyTicket', data } as never);
    expect(await restatedOf(ticket)).toMatchObject([
      { because: 'policy', was: { basis: { policy: general } }, dueAt: later(200) },
    ]);
  });
});

describe('a new version of a policy', () => {
  it('restates the clocks that run, with their pauses, and says so', async () => {
    const id = await create(policy(600));
    const ticket = await desk.open();
    await desk.pass(HOUR);
    const hold = { awaiting: 'customer', reason: 'Which network?' };
    await desk.ticket(ticket, { type: 'PutTicketOnHold', data: hold } as never);
    await desk.pass(2 * HOUR);
    await desk.ticket(ticket, { type: 'ResumeTicket', data: {} });
    await publish(id, policy(480));
    expect(await restatedOf(ticket)).toMatchObject([
      {
        because: 'policy',
        was: { basis: { policyVersion: 1, minutes: 600 }, dueAt: later(720) },
        basis: { policyVersion: 2, minutes: 480 },
        state: 'running',
        elapsedSeconds: 3600,
        dueAt: later(600),
      },
    ]);
    expect(await desk.row(ticket, 'resolution')).toMatchObject({ dueAt: later(600) });
    await desk.pass(7 * HOUR);
    const breached = (await desk.happened(ticket)).at(-1);
    expect(breached).toMatchObject({ type: 'ServiceLevelBreached', data: { due: later(600) } });
  });

  it('breaches at once what is over by it', async () => {
    const id = await create(policy(600));
    const ticket = await desk.open();
    await desk.pass(4 * HOUR);
    await publish(id, policy(180));
    expect((await desk.story(ticket)).slice(1)).toEqual([
      'ClockRestated resolution',
      'ServiceLevelAtRisk resolution',
      'ServiceLevelBreached resolution',
    ]);
    const [, , , breached] = await desk.happened(ticket);
    expect(breached?.data).toMatchObject({ due: later(180), noticed: later(240) });
  });

  it('takes back what is not over by it, and can be breached in its turn', async () => {
    const id = await create(policy(60));
    const ticket = await desk.open();
    await desk.pass(2 * HOUR);
    expect(await desk.row(ticket, 'resolution')).toMatchObject({ level: 'breached' });
    await publish(id, policy(600));
    const row = await desk.row(ticket, 'resolution');
    expect(row).toMatchObject({ level: 'on-track', dueAt: later(600) });
    expect(row?.breached).toBeUndefined();
    await desk.pass(8 * HOUR);
    expect(await desk.row(ticket, 'resolution')).toMatchObject({
      breached: { due: later(600), noticed: later(600) },
    });
  });

  it('leaves clocks alone that have stopped', async () => {
    const id = await create(policy(600));
    const ticket = await desk.open();
    const withdrawal = { type: 'WithdrawTicket', data: { reason: 'I bought another.' } };
    const by = { kind: 'customer', id: 'salma' } as const;
    await desk.send('ticket', withdrawal, { id: ticket, by });
    const before = await desk.story(ticket);
    expect(before.at(-1)).toBe('ClockStopped resolution');
    await publish(id, policy(480));
    expect(await desk.story(ticket)).toEqual(before);
    expect(await desk.row(ticket, 'resolution')).toMatchObject({ outcome: 'cancelled' });
  });

  it('counts them when their ticket is reopened, though it knows fewer pauses', async () => {
    const id = await create(policy(600, {}, { pausesFor: ['vendor'] }));
    const ticket = await desk.open();
    const hold = { awaiting: 'vendor', reason: 'A part.' } as const;
    await desk.ticket(ticket, { type: 'PutTicketOnHold', data: hold });
    await desk.ticket(ticket, { type: 'ResumeTicket', data: {} });
    await desk.ticket(ticket, { type: 'ProposeResolution', data: { text: 'Try again.' } });
    const by = { kind: 'customer', id: 'salma' } as const;
    await desk.send('ticket', { type: 'ConfirmResolution', data: {} }, { id: ticket, by });
    await publish(id, policy(480, {}, { pausesFor: [] }));
    const reopening = { type: 'ReopenTicket', data: { reason: 'Again.' } };
    await desk.send('ticket', reopening, { id: ticket, by });
    expect(await desk.row(ticket, 'resolution')).toMatchObject({
      state: 'running',
      dueAt: later(480),
    });
  });

  it('withdraws clocks for which it has no time', async () => {
    const id = await create(policy(600));
    const ticket = await desk.open();
    const first = [{ target: 'first-response', minutes: 60, atRisk: 50 }] as const;
    await publish(id, policy(1, {}, { targets: first }));
    expect((await desk.story(ticket)).slice(1)).toEqual([
      'ClockWithdrawn resolution',
      'ClockStarted first-response',
    ]);
    expect(await desk.row(ticket, 'resolution')).toBeUndefined();
  });

  it('reaches every clock, however many there are, once', async () => {
    const id = await create(policy(600));
    const tickets: string[] = [];
    for (let index = 0; index < 60; index += 1) tickets.push(await desk.open());
    await publish(id, policy(480));
    for (const ticket of tickets) expect(await restatedOf(ticket)).toHaveLength(1);
    const events = await desk.log.readAll({ limit: 10_000 });
    const completed = events.filter(({ type }) => type === 'RestatementCompleted');
    expect(completed.map(({ data }) => data)).toContainEqual({
      cause: { kind: 'policy', id, version: 2 },
      tickets: 60,
    });
  });

  it('counts no ticket again that it is not for, and was not for', async () => {
    await create(policy(600));
    const ticket = await desk.open();
    const id = await create(policy(480, { services: ['vpn'] }));
    await publish(id, policy(240, { services: ['vpn'] }));
    const events = await desk.log.readAll({ limit: 10_000 });
    const completed = events.filter(({ type }) => type === 'RestatementCompleted');
    expect(completed.map(({ data }) => data)).toMatchObject([
      { tickets: 0 },
      { cause: { id, version: 1 }, tickets: 0 },
      { cause: { id, version: 2 }, tickets: 0 },
    ]);
    expect(await restatedOf(ticket)).toEqual([]);
  });

  it('counts those again that it was for, and is not for any more', async () => {
    await create(policy(600));
    const id = await create(policy(480, { kinds: ['incident'] }));
    const ticket = await desk.open();
    await publish(id, policy(480, { kinds: ['request'] }));
    expect(await restatedOf(ticket)).toMatchObject([{ because: 'policy', dueAt: later(600) }]);
  });

  it('is retired, and the next one that fits is in force', async () => {
    await create(policy(400));
    const id = await create(policy(100, { customers: ['salma'] }));
    const ticket = await desk.open();
    await desk.send('servicelevelpolicy', { type: 'RetireServiceLevelPolicy', data: {} }, { id });
    expect(await restatedOf(ticket)).toMatchObject([{ because: 'policy', dueAt: later(400) }]);
  });
});

describe('a new version of a calendar', () => {
  it('restates the clocks that it counts, from its moment on', async () => {
    const office = await calendar(officeHours('UTC'));
    await create(policy(600, {}, { calendar: office }));
    const ticket = await desk.open();
    expect(await desk.row(ticket, 'resolution')).toMatchObject({
      dueAt: '2026-01-06T11:00:00.000Z',
    });
    await desk.pass(2 * HOUR);
    const closed = { ...officeHours('UTC'), holidays: [{ date: '2026-01-05', name: 'Strike' }] };
    await desk.send('calendar', { type: 'PublishCalendar', data: closed }, { id: office });
    // The two hours before it stay counted; the rest of Monday counts no more.
    expect(await restatedOf(ticket)).toMatchObject([
      {
        because: 'calendar',
        basis: { calendarVersion: 2 },
        elapsedSeconds: 7200,
        dueAt: '2026-01-06T17:00:00.000Z',
      },
    ]);
  });
});

describe('what another version would have said', () => {
  it('is counted from the same events, and records nothing', async () => {
    const id = await create(policy(600));
    const ticket = await desk.open();
    await publish(id, policy(480));
    const before = await desk.log.head();
    const by = async (version?: number) => {
      const { reckoning } = await desk.clocks.count('acme', ticket, later(500), version);
      return reckoning.clocks.map(({ level, dueAt, basis }) => [level, dueAt, basis.policyVersion]);
    };
    expect(await by()).toEqual([['breached', later(480), 2]]);
    expect(await by(1)).toEqual([['at-risk', later(600), 1]]);
    await expect(by(3)).rejects.toMatchObject({ code: 'service-level-policy.version-not-found' });
    expect(await desk.log.head()).toBe(before);
  });
});
