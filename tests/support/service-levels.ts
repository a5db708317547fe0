import { expect } from '@jest/globals';

import type { Granted } from './contacting.js';
import { eventually } from './desk.js';
import type { People } from './promising.js';

/** Asks each route about calendars. Answers the calendar's id. */
const askAboutCalendars = async (granted: Granted, { ana, ben, ada }: People): Promise<string> => {
  const hours = [{ from: '09:00', to: '17:00' }];
  const days = { holidays: [], specialDays: [{ date: '2099-12-31', name: 'Last day', hours }] };
  const cairo = { name: 'Cairo', zone: 'Africa/Cairo', week: { sunday: hours }, ...days };
  const { id: calendar } = await granted(ben, 'POST', '/v1/calendars', cairo);
  const path = `/v1/calendars/${calendar}`;
  await granted(ben, 'POST', `${path}/versions`, { ...cairo, name: 'Cairo office' });
  const lines = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:1', 'DTSTART;VALUE=DATE:20990424'];
  const icalendar = [...lines, 'SUMMARY:Eid', 'END:VEVENT', 'END:VCALENDAR'].join('\r\n');
  await granted(ben, 'POST', `${path}/holidays`, { icalendar });
  for (const query of ['', '?version=1', '/versions?count=exact'])
    await granted(ana, 'GET', `${path}${query}`);
  expect((await granted(ada, 'GET', '/v1/calendars?count=exact')).items).toHaveLength(1);
  return calendar;
};

/** Asks each route about clocks; a policy that counts the ticket is in force. */
const askAboutClocks = async (granted: Granted, { salma, ana, ada }: People, ticket: string) => {
  const anyVersion = { 'if-match': '*' };
  const grades = { category: 'network', service: 'vpn', impact: 'low', urgency: 'high' };
  await granted(ana, 'PUT', `${ticket}/classification`, grades, anyVersion);
  for (const query of ['', '?policyVersion=1'])
    expect((await granted(ana, 'GET', `${ticket}/clocks${query}`)).clocks).toHaveLength(1);
  await granted(salma, 'GET', `${ticket}/clocks`);
  // Clocks are counted by a policy, a moment later.
  const counted = async () => (await ana('GET', '/v1/clocks?count=exact')).body.count > 0;
  await eventually(counted);
  await granted(ada, 'GET', '/v1/clocks?target=resolution&level=on-track');
};

/** Asks each route about service levels. */
export const askAboutServiceLevels = async (granted: Granted, people: People, ticket: string) => {
  const { ana, ben, ada } = people;
  const calendar = await askAboutCalendars(granted, people);
  const policies = '/v1/service-level-policies';
  const targets = [{ target: 'resolution', minutes: 480, atRisk: 75 }];
  const appliesTo = { services: ['vpn'] };
  const vpn = { name: 'VPN', calendar, appliesTo, targets, pausesFor: ['customer'] };
  const { id } = await granted(ben, 'POST', policies, vpn);
  await granted(ben, 'POST', `${policies}/${id}/versions`, { ...vpn, pausesFor: [] });
  for (const query of ['', '?version=1', '/versions?count=exact'])
    await granted(ana, 'GET', `${policies}/${id}${query}`);
  await askAboutClocks(granted, people, ticket);
  await granted(ben, 'DELETE', `${policies}/${id}`);
  expect((await granted(ada, 'GET', `${policies}?count=exact`)).items).toHaveLength(1);
};
