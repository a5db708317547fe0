import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ContextsApp, contextsApp } from '#platform/testing';

import { exampleCalendar } from './calendar/calendar.representation.js';
import { defaultSettings, tickets } from '#tickets';
import { serviceLevels } from './index.js';
import { examplePolicy } from './policy/level-policy.representation.js';

let http: ContextsApp;
beforeAll(async () => {
  http = await contextsApp({
    contexts: [tickets.create(defaultSettings), serviceLevels.create({})],
  });
});
afterAll(() => http.close());

const mona = () => http.as('manager', 'mona');
const ana = () => http.as('agent', 'ana');
const missing = '019ab3c4-0000-7fff-8000-000000000009';

describe('calendars over HTTP', () => {
  let path: string;

  it('are created by those who manage the desk, and read by those who work there', async () => {
    expect((await ana().post('/v1/calendars', { ...exampleCalendar })).status).toBe(403);
    const created = await mona().post('/v1/calendars', { ...exampleCalendar });
    expect(created.status).toBe(201);
    path = String(created.headers['location']);
    const read = await ana().get(path);
    expect(read.body).toMatchObject({ ...exampleCalendar, version: 1 });
    expect(read.headers['etag']).toBe('"1"');
  });

  it('get a next version, and keep the ones before', async () => {
    const next = { ...exampleCalendar, zone: 'Africa/Khartoum' };
    expect((await mona().post(`${path}/versions`, next)).body.version).toBe(2);
    expect((await ana().get(path)).body).toMatchObject({ zone: 'Africa/Khartoum', version: 2 });
    expect((await ana().get(`${path}?version=1`)).body).toMatchObject(exampleCalendar);
    const { items, count } = (await ana().get(`${path}/versions?count=exact`)).body;
    expect([items.map(({ version }: { version: number }) => version), count]).toEqual([[2, 1], 2]);
  });

  it('take the holidays of an iCalendar file', async () => {
    const lines = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:1', 'DTSTART;VALUE=DATE:20990424'];
    const icalendar = [...lines, 'SUMMARY:Eid', 'END:VEVENT', 'END:VCALENDAR'].join('\r\n');
    expect((await mona().post(`${path}/holidays`, { icalendar: 'Hello.' })).status).toBe(422);
    expect((await mona().post(`${path}/holidays`, { icalendar })).body.version).toBe(3);
    expect((await ana().get(path)).body.holidays).toContainEqual(
      expect.objectContaining({ name: 'Eid' }),
    );
  });

  it('are listed', async () => {
    const { items } = (await ana().get('/v1/calendars?sort=name')).body;
    expect(items).toMatchObject([{ name: 'Cairo office', version: 3, holidays: 2 }]);
  });

  it('are refused with the reason', async () => {
    const faulty = { ...exampleCalendar, zone: 'Mars/Olympus' };
    const refused = await mona().post('/v1/calendars', faulty);
    expect(refused.body).toMatchObject({ code: 'calendar.unknown-zone' });
    const badTime = { ...exampleCalendar, week: { monday: [{ from: '9', to: '17:00' }] } };
    expect((await mona().post('/v1/calendars', badTime)).status).toBe(422);
    expect((await ana().get(`/v1/calendars/${missing}`)).body.code).toBe('calendar.not-found');
    expect((await ana().get(`${path}?version=9`)).body.code).toBe('calendar.version-not-found');
  });
});

describe('policies of service levels over HTTP', () => {
  const { calendar: _, ...aroundTheClock } = examplePolicy;
  const all = '/v1/service-level-policies';
  let path: string;

  it('are created, and read', async () => {
    expect((await ana().post(all, aroundTheClock)).status).toBe(403);
    const created = await mona().post(all, aroundTheClock);
    expect(created.status).toBe(201);
    path = String(created.headers['location']);
    expect((await ana().get(path)).body).toMatchObject({ ...aroundTheClock, status: 'in-force' });
  });

  it('get a next version, and keep the ones before', async () => {
    const next = { ...aroundTheClock, pausesFor: [] };
    expect((await mona().post(`${path}/versions`, next)).body.version).toBe(2);
    expect((await ana().get(path)).body).toMatchObject({ version: 2, pausesFor: [] });
    expect((await ana().get(`${path}?version=1`)).body).toMatchObject(aroundTheClock);
    expect((await ana().get(`${path}/versions`)).body.items).toHaveLength(2);
    expect((await ana().get(`${path}?version=3`)).body.code).toBe(
      'service-level-policy.version-not-found',
    );
  });

  it('name a calendar that exists', async () => {
    const refused = await mona().post(all, { ...aroundTheClock, calendar: missing });
    expect(refused.body.code).toBe('service-level-policy.calendar-not-found');
  });

  it('are retired, and found as such', async () => {
    expect((await mona().delete(path)).status).toBe(200);
    expect((await ana().get(`${all}?status=in-force&count=exact`)).body.count).toBe(0);
    expect((await ana().get(`${all}?status=retired`)).body.items).toHaveLength(1);
    expect((await mona().post(`${path}/versions`, aroundTheClock)).body.code).toBe(
      'service-level-policy.retired',
    );
  });
});

describe('clocks over HTTP', () => {
  const salma = () => http.as('customer', 'salma');
  let policy: string;
  let ticket: string;
  let path: string;

  beforeAll(async () => {
    const targets = [
      { target: 'first-response', minutes: 240, atRisk: 75 },
      { target: 'resolution', minutes: 4320, atRisk: 75 },
    ];
    const usual = { name: 'usual', appliesTo: {}, targets, pausesFor: ['customer'] };
    const created = await mona().post('/v1/service-level-policies', usual);
    policy = created.body.id;
    const body = { kind: 'incident', subject: 'VPN drops', told: { hurts: 'I cannot work.' } };
    ticket = (await salma().post('/v1/tickets', body)).body.id;
    path = `/v1/tickets/${ticket}/clocks`;
    await http.idle();
  });

  const listed = async (query = '') => {
    for (;;) {
      const { body } = await ana().get(`/v1/clocks?count=exact${query}`);
      if (body.count > 0) return body;
      await new Promise((go) => void setTimeout(go, 5));
    }
  };

  it('of a ticket are read by its customer, who sees what is promised', async () => {
    const { body, status } = await salma().get(path);
    expect(status).toBe(200);
    expect(body.clocks.map((clock: object) => Object.keys(clock).toSorted())).toEqual([
      ['dueAt', 'elapsedSeconds', 'startedAt', 'state', 'target'],
      ['dueAt', 'elapsedSeconds', 'startedAt', 'state', 'target'],
    ]);
  });

  it('of a ticket are read by staff, who see how they are counted', async () => {
    const { clocks } = (await ana().get(path)).body;
    expect(clocks).toMatchObject([
      { target: 'first-response', level: 'on-track', basis: { policy, minutes: 240 } },
      { target: 'resolution', earlier: { met: 0, missed: 0, cancelled: 0 } },
    ]);
  });

  it('of a ticket do not exist for strangers', async () => {
    const omar = http.as('customer', 'omar');
    expect((await omar.get(path)).body.code).toBe('ticket.not-found');
    expect((await ana().get(`/v1/tickets/${missing}/clocks`)).body.code).toBe('ticket.not-found');
  });

  it('are counted by another version for staff, if there is one', async () => {
    expect((await salma().get(`${path}?policyVersion=1`)).body.code).toBe(
      'service-clock.staff-only',
    );
    expect((await ana().get(`${path}?policyVersion=1`)).status).toBe(200);
    expect((await ana().get(`${path}?policyVersion=7`)).body.code).toBe(
      'service-level-policy.version-not-found',
    );
  });

  it('are listed by what they are, the next due first, with counts and pages', async () => {
    const all = await listed();
    expect([all.count, all.items[0].target]).toEqual([2, 'first-response']);
    const first = (await ana().get('/v1/clocks?limit=1')).body;
    const { items } = (await ana().get(`/v1/clocks?limit=1&cursor=${first.nextCursor}`)).body;
    expect(items).toMatchObject([{ ticket, target: 'resolution', state: 'running' }]);
    expect((await listed(`&ticket=${ticket}&target=resolution`)).count).toBe(1);
    expect((await ana().get('/v1/clocks?level=breached&count=exact')).body.count).toBe(0);
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    expect((await ana().get(`/v1/clocks?dueBefore=${soon}`)).body.items).toEqual([]);
    expect((await ana().get(`/v1/clocks?dueAfter=${soon}`)).body.items).toHaveLength(2);
    expect((await salma().get('/v1/clocks')).status).toBe(403);
  });
});
