import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { eventually, type Person, TestDesk } from '../support/desk.js';

describe('who answers for a queue', () => {
  let desk: TestDesk;
  let mona: Person;
  let ana: Person;
  let root: Person;
  let team: string;

  /** A Monday, eleven in Cairo. */
  const monday = '2099-01-05T09:00:00Z';
  const peopleAt = async (at = monday) => {
    const { body } = await ana('GET', `/v1/queues/network/chain?at=${at}`);
    return [body.accountable, body.people.map(({ person }: { person: string }) => person)];
  };

  beforeAll(async () => {
    desk = await TestDesk.open({ AMENDS_ADMINISTRATOR: 'root' });
    mona = await desk.person('manager', 'mona');
    ana = await desk.person('agent', 'ana');
    root = await desk.person('administrator', 'root');
  });
  afterAll(() => desk.close());

  it('is the administrator, as long as no team has it', async () =>
    expect(await peopleAt()).toEqual(['root', ['root']]));

  it('is the accountable person of its team, and those of the chain who are there', async () => {
    const made = await mona('POST', '/v1/teams', { name: 'Network', accountable: 'mona' });
    team = `/v1/teams/${made.body.id}`;
    const hours = [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }];
    const managers = [
      { manager: 'mona', deputies: ['dina'], timeZone: 'Africa/Cairo', hours },
      { manager: 'max', deputies: [], timeZone: 'Europe/Berlin' },
    ];
    await mona('PUT', `${team}/escalation-chain`, { managers });
    await mona('PUT', '/v1/queues/network/team', { team: made.body.id });
    expect(await peopleAt()).toEqual(['mona', ['mona', 'max']]);
    expect(await peopleAt('2099-01-04T09:00:00Z')).toEqual(['mona', ['dina', 'max']]);
  });

  it('changes at once when somebody is away; nobody plans the absence of a colleague', async () => {
    const week = { from: '2099-01-01T00:00:00Z', to: '2099-01-08T00:00:00Z', deputy: 'omar' };
    const refused = await ana('POST', '/v1/staff/mona/absences', week);
    expect(refused.body.code).toBe('absence.own-only');
    await mona('POST', '/v1/staff/mona/absences', week);
    expect(await peopleAt()).toEqual(['mona', ['omar', 'max']]);
    const { items } = (await ana('GET', '/v1/staff/mona/absences')).body;
    await mona('DELETE', `/v1/staff/mona/absences/${items[0].absence}`);
    expect(await peopleAt()).toEqual(['mona', ['mona', 'max']]);
  });

  it('is the administrator again when the last one leaves, who is told', async () => {
    await mona('DELETE', `${team}/members/max`);
    await mona('DELETE', `${team}/members/mona`);
    expect(await peopleAt()).toEqual(['root', ['root']]);
    const topics = async () =>
      (await root('GET', '/v1/my-notices')).body.items.map(({ topic }: { topic: string }) => topic);
    await eventually(async () => (await topics()).length === 2);
    expect((await topics()).toSorted()).toEqual(['accountable-left', 'chain-empty']);
  });

  it('is not for customers to ask or to set', async () => {
    const salma = await desk.person('customer', 'salma');
    expect((await salma('GET', '/v1/queues/network/chain')).status).toBe(403);
    expect((await salma('PUT', '/v1/queues/network/team', {})).status).toBe(403);
  });
});
