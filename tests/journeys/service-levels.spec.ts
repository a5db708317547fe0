import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';

import { eventually, type Person, TestDesk } from '../support/desk.js';
import { listen, named } from '../support/listening.js';

const HOUR = 60;
const MINUTE = 60_000;

const promised = (resolution: number) => ({
  name: 'Usual times',
  appliesTo: { kinds: ['incident'] },
  targets: [
    { target: 'first-response', minutes: HOUR, atRisk: 75 },
    { target: 'resolution', minutes: resolution, atRisk: 75 },
  ],
  pausesFor: ['customer'],
});

describe('service levels', () => {
  let desk: TestDesk;
  let [salma, omar, ana, mona] = [] as unknown as Person[];
  let ticket: string;
  let openedAt: string;
  let policy: string;

  beforeAll(async () => {
    desk = await TestDesk.open();
    // Requests come at the time of the desk's clock.
    jest.spyOn(Date, 'now').mockImplementation(() => Date.parse(desk.clock.now()));
    salma = await desk.person('customer', 'salma');
    omar = await desk.person('customer', 'omar');
    ana = await desk.person('agent', 'ana');
    mona = await desk.person('manager', 'mona');
    const body = { kind: 'incident', subject: 'VPN drops' };
    ticket = `/v1/tickets/${(await salma('POST', '/v1/tickets', body)).body.id}`;
    ({ openedAt } = (await ana('GET', ticket)).body);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await desk.close();
  });

  const pass = (minutes: number) => desk.clock.advance(minutes * MINUTE);
  const after = (minutes: number, from = openedAt) =>
    new Date(Date.parse(from) + minutes * MINUTE).toISOString();

  /** The clock of a target, as it is recorded. */
  const recorded = async (target: string) => {
    const id = ticket.split('/').at(-1);
    return (await ana!('GET', `/v1/clocks?ticket=${id}&target=${target}`)).body.items[0];
  };
  const until = (target: string, holds: (clock: Record<string, unknown>) => boolean) =>
    eventually(async () => {
      const clock = await recorded(target);
      return clock !== undefined && holds(clock);
    });
  const counted = async (person: Person, query = '') =>
    (await person('GET', `${ticket}/clocks${query}`)).body.clocks;

  it('are none until somebody promises a time', async () => {
    expect(await counted(ana!)).toEqual([]);
    expect((await ana!('GET', '/v1/clocks?count=exact')).body.count).toBe(0);
  });

  it('hold at once when Mona promises them, also for what is open, from its opening on', async () => {
    const created = await mona!('POST', '/v1/service-level-policies', promised(8 * HOUR));
    policy = String(created.headers['location']);
    await until('resolution', ({ state }) => state === 'running');
    expect(await recorded('first-response')).toMatchObject({
      level: 'on-track',
      startedAt: openedAt,
      atRiskAt: after(45),
      dueAt: after(HOUR),
      basis: { policy: policy.split('/').at(-1), policyVersion: 1, calendar: 'always' },
    });
  });

  it('are told to Salma: what is promised to her, and not how we stand; and to no stranger', async () => {
    const [words, end] = await counted(salma!);
    expect(words).toMatchObject({ target: 'first-response', dueAt: after(HOUR) });
    expect(Object.keys(end).toSorted()).toEqual([
      'dueAt',
      'elapsedSeconds',
      'startedAt',
      'state',
      'target',
    ]);
    expect((await omar!('GET', `${ticket}/clocks`)).body.code).toBe('ticket.not-found');
    expect((await salma!('GET', '/v1/clocks')).status).toBe(403);
  });

  it('are at risk at their moment, and whoever watches the clocks hears of it', async () => {
    await desk.desk.app.listen(0, '127.0.0.1');
    const url = `${await desk.desk.app.getUrl()}/v1/clocks/live`;
    const all = await listen({ url, person: mona! }, (seen) => named(seen, 'changed'), {
      meanwhile: async () => pass(46),
    });
    const { data = '' } = all.find(({ event }) => event === 'changed')!;
    expect(JSON.parse(data)).toMatchObject({
      ticket: ticket.split('/').at(-1),
      target: 'first-response',
      level: 'at-risk',
      atRisk: { due: after(45) },
    });
  });

  it('are met by our first words', async () => {
    await ana!('POST', `${ticket}/replies`, { text: 'We look into it.' });
    await until('first-response', ({ state }) => state === 'stopped');
    expect(await recorded('first-response')).toMatchObject({ outcome: 'met', level: 'at-risk' });
  });

  it('pause while Salma is asked, however long that takes, and go on with what was left', async () => {
    const hold = { awaiting: 'customer', reason: 'Which network is it?' };
    await ana!('PUT', `${ticket}/hold`, hold);
    await until('resolution', ({ state }) => state === 'paused');
    expect(await recorded('resolution')).toMatchObject({ awaiting: 'customer', dueAt: null });
    pass(20 * HOUR);
    await ana!('DELETE', `${ticket}/hold`);
    await until('resolution', ({ state }) => state === 'running');
    const { dueAt, level, breached } = await recorded('resolution');
    expect(Date.parse(dueAt)).toBeGreaterThanOrEqual(Date.parse(after(28 * HOUR)));
    expect(Date.parse(dueAt)).toBeLessThan(Date.parse(after(28 * HOUR + 5)));
    expect([level, breached]).toEqual(['on-track', undefined]);
  });

  it('are breached though the desk was down then, with both moments, each said once', async () => {
    const { atRiskAt, dueAt } = await recorded('resolution');
    await desk.desk.close();
    pass(9 * HOUR);
    await desk.start();
    await until('resolution', ({ level }) => level === 'breached');
    const { atRisk, breached } = await recorded('resolution');
    expect([atRisk.due, breached.due]).toEqual([atRiskAt, dueAt]);
    expect(Date.parse(breached.noticed) - Date.parse(dueAt)).toBeGreaterThan(HOUR * MINUTE);
    await desk.restart();
    expect(await recorded('resolution')).toMatchObject({ atRisk, breached });
    const late = await ana!('GET', '/v1/clocks?level=breached&count=exact');
    expect(late.body.count).toBe(1);
  });

  it('are restated by a new version of the policy, with what was paused', async () => {
    const { dueAt } = await recorded('resolution');
    await mona!('POST', `${policy}/versions`, promised(48 * HOUR));
    await until('resolution', ({ restatedAt }) => restatedAt !== undefined);
    expect(await recorded('resolution')).toMatchObject({
      level: 'on-track',
      dueAt: after(40 * HOUR, dueAt),
      basis: { policyVersion: 2 },
    });
    expect(await recorded('resolution')).not.toHaveProperty('breached');
  });

  it('can be asked what the version before would have said, by staff', async () => {
    const levelBy = async (query: string) =>
      (await counted(ana!, query)).map(({ level }: { level: string }) => level);
    expect(await levelBy('')).toEqual(['at-risk', 'on-track']);
    expect(await levelBy('?policyVersion=1')).toEqual(['at-risk', 'breached']);
    const answers = await Promise.all([
      ana!('GET', `${ticket}/clocks?policyVersion=9`),
      salma!('GET', `${ticket}/clocks?policyVersion=1`),
    ]);
    expect(answers.map(({ body }) => body.code)).toEqual([
      'service-level-policy.version-not-found',
      'service-clock.staff-only',
    ]);
  });

  it('are no more when Mona retires the policy, but for what has ended', async () => {
    await mona!('DELETE', policy);
    await eventually(async () => (await recorded('resolution')) === undefined);
    expect(await recorded('first-response')).toMatchObject({ outcome: 'met' });
    expect(await counted(ana!)).toEqual([]);
  });
});
