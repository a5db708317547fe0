import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { eventually, type Person, TestDesk } from '../support/desk.js';

describe('the customer’s time counts', () => {
  let desk: TestDesk;
  let salma: Person;
  let pbx: Person;
  let ana: Person;
  let mona: Person;
  let ticket: string;
  let team: string;
  let contact: string;
  let begun: number;
  let count = 0;

  const begin = async (more: object = {}) => {
    const call = { customer: 'salma', channel: 'call', queue: 'mobile', ...more };
    contact = `/v1/contacts/${(await pbx('POST', '/v1/contacts', call)).body.id}`;
  };
  /** What the telephone system tells of a moment so many minutes after the call began. */
  const tell = async (minutes: number, what: string, more: object = {}) => {
    const at = new Date(begun + minutes * 60_000).toISOString();
    const notice = { notice: `pbx-${(count += 1)}`, what, at, ...more };
    expect((await pbx('POST', `${contact}/events`, notice)).status).toBe(200);
  };
  const read = async () => (await ana('GET', contact)).body;
  const minutesBy = async (group: string, more = '') => {
    const to = new Date(Date.now() + 60_000).toISOString();
    return (await mona('GET', `/v1/customer-minutes?group=${group}&to=${to}${more}`)).body;
  };

  beforeAll(async () => {
    desk = await TestDesk.open();
    salma = await desk.person('customer', 'salma');
    pbx = await desk.person('integration', 'pbx');
    ana = await desk.person('agent', 'ana');
    mona = await desk.person('manager', 'mona');
    team = (await mona('POST', '/v1/teams', { name: 'Mobile', accountable: 'mona' })).body.id;
    await mona('PUT', '/v1/queues/mobile/team', { team });
    const opened = await salma('POST', '/v1/tickets', { kind: 'incident', subject: 'Number 10' });
    ticket = opened.body.id;
    begun = Date.now() - 45 * 60_000;
  });
  afterAll(() => desk.close());

  it('the wait that was stands beside the wait that was told', async () => {
    await begin({ ticket });
    await tell(8, 'wait-ended', { wait: 'queue' });
    await tell(0, 'wait-started', {
      wait: 'queue',
      told: { minutes: 4, words: 'about 4 minutes' },
    });
    await tell(8, 'agent-joined', { agent: 'ana', toldAs: 'Jana' });
    expect((await read()).waits).toMatchObject([
      { wait: 'queue', seconds: 480, told: { words: 'about 4 minutes' } },
    ]);
    const { body } = await mona('GET', '/v1/told-waits?group=queue');
    const honesty = { cases: 1, kept: 0, rate: 0, toldSeconds: 240, waitedSeconds: 480 };
    expect(body).toMatchObject({ items: [{ group: 'mobile', ...honesty }], all: honesty });
  });

  it('holds and hand-offs are counted once, in whatever order they are told', async () => {
    await tell(15, 'wait-ended', { wait: 'hold' });
    await tell(13, 'handoff-declined', { handoff: 'x-1', agent: 'ben' });
    await tell(10, 'wait-started', { wait: 'hold' });
    await tell(12, 'handoff-offered', { handoff: 'x-1', person: 'ben' });
    expect((await read()).spent).toMatchObject({ queue: 480, hold: 240, handoff: 60, total: 780 });
  });

  it('a story that has to be told again is counted, with its cause', async () => {
    await ana('POST', `${contact}/stories`, { words: 'It is 30, not 10.' });
    await ana('POST', `${contact}/stories/repetitions`, { cause: 'script', seconds: 240 });
    expect(await read()).toMatchObject({ askedAgain: 1, spent: { repeat: 240, total: 1020 } });
    const { body } = await mona('GET', '/v1/stories-asked-again/counts?group=cause');
    expect(body.items).toEqual([{ group: 'script', count: 1 }]);
    expect((await read()).overBudgetAt).toBeUndefined();
  });

  it('going over the budget is an event at its moment, though the desk was down', async () => {
    await tell(44, 'wait-ended', { wait: 'hold' });
    await tell(30, 'wait-started', { wait: 'hold' });
    await desk.desk.close();
    desk.clock.advance(15_000);
    await desk.start();
    await eventually(async () => (await read()).overBudgetAt !== undefined);
    expect((await read()).spent.total).toBe(1860);
    await tell(44, 'ended');
    expect((await mona('GET', '/v1/contacts?customer=salma')).body.items).toHaveLength(1);
  });

  it('it is added up by ticket, person, team and service, with the number of contacts', async () => {
    await begin({ ticket });
    await tell(45, 'wait-ended', { wait: 'menu' });
    await tell(44.5, 'wait-started', { wait: 'menu' });
    const cost = { contacts: 2, menu: 30, queue: 480, hold: 1080, handoff: 60, repeat: 240 };
    for (const [group, key] of [
      ['ticket', ticket],
      ['customer', 'salma'],
      ['team', team],
      ['service', null],
    ] as const) {
      const { items, budget } = await minutesBy(group, `&customer=salma`);
      const found = items.find((item: { readonly group: string }) => item.group === key);
      expect(found).toMatchObject({ ...cost, total: 1890, overBudget: 1 });
      expect(budget).toBe(20);
    }
  });

  it('and so is the time that a ticket awaits us', async () => {
    await ana('POST', `/v1/tickets/${ticket}/replies`, { text: 'We are looking into it.' });
    const [item] = (await minutesBy('ticket', `&ticket=${ticket}`)).items;
    expect(item.awaitingUs).toBeGreaterThanOrEqual(1);
  });
});
