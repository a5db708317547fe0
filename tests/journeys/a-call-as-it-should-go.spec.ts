import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { eventually, type Person, TestDesk } from '../support/desk.js';

describe('a call as it should go', () => {
  let desk: TestDesk;
  let salma: Person;
  let omar: Person;
  let ana: Person;
  let ben: Person;
  let mona: Person;
  let ticket: string;
  let contact: string;

  const read = async (person = ana) => (await person('GET', contact)).body;
  const refuse = (rule: string) =>
    ana('POST', `${contact}/refusals`, { rule, reason: 'Bought from a stranger.' });

  beforeAll(async () => {
    desk = await TestDesk.open();
    salma = await desk.person('customer', 'salma');
    omar = await desk.person('customer', 'omar');
    ana = await desk.person('agent', 'ana');
    ben = await desk.person('agent', 'ben');
    mona = await desk.person('manager', 'mona');
    const opened = await salma('POST', '/v1/tickets', { kind: 'request', subject: 'A new SIM' });
    ticket = opened.body.id;
    const call = { customer: 'salma', channel: 'call', ticket };
    contact = `/v1/contacts/${(await ana('POST', '/v1/contacts', call)).body.id}`;
    await ana('POST', `${contact}/agents`, { toldAs: 'Jana' });
  });
  afterAll(() => desk.close());

  it('her partner speaks for her only by her leave, for as long as it is not withdrawn', async () => {
    const speak = () => ana('POST', `${contact}/speakers`, { speaker: 'omar', speaksFor: 'salma' });
    expect((await speak()).body.code).toBe('contact.no-leave');
    const given = await salma('POST', '/v1/leaves-to-speak', {
      to: 'omar',
      scope: 'ticket',
      ticket,
      words: 'My husband knows the phone.',
    });
    expect((await speak()).status).toBe(200);
    expect((await read()).linked).toEqual(['omar']);
    const [leave] = (await omar('GET', '/v1/leaves-to-speak')).body.items;
    expect(leave).toMatchObject({ customer: 'salma', scope: 'ticket' });
    expect(leave).not.toHaveProperty('words');
    await salma('POST', `/v1/leaves-to-speak/${given.body.id}/withdrawal`, {});
    expect((await speak()).body.code).toBe('contact.no-leave');
  });

  it('whoever takes over has read what she told', async () => {
    await ana('POST', `${contact}/stories`, { words: 'It is 30, not 10.' });
    await ana('POST', `${contact}/handoffs`, { person: 'ben' });
    const [{ handoff }] = (await read()).handoffs;
    const accept = () => ben('POST', `${contact}/handoffs/${handoff}/acceptance`);
    expect((await accept()).body.code).toBe('contact.story-unread');
    await ben('POST', `${contact}/stories/reading`);
    expect((await accept()).status).toBe(200);
    expect(await read(salma)).toMatchObject({
      accountable: 'ben',
      stories: [{ words: 'It is 30, not 10.', knownTo: ['ana', 'ben'] }],
    });
  });

  it('nothing is refused while her correction is open, and the answer names it', async () => {
    await salma('POST', `/v1/tickets/${ticket}/corrections`, { fact: 'subject', is: 'Number 30' });
    await ana('POST', `/v1/tickets/${ticket}/disputes`, { fact: 'subject', reason: 'It says 10.' });
    const { status, body } = await refuse('second-hand-phones');
    expect([status, body.code]).toEqual([409, 'contact.correction-open']);
    expect(body.corrections).toEqual([{ of: 'ticket', id: ticket, what: 'subject' }]);
    await salma('POST', `/v1/tickets/${ticket}/corrections`, { fact: 'subject', is: 'It is 30' });
    expect((await refuse('second-hand-phones')).status).toBe(200);
    const { items } = (await mona('GET', '/v1/refusals/counts?group=rule')).body;
    expect(items).toEqual([{ group: 'second-hand-phones', count: 1 }]);
  });

  it('the script can be left; a manager endorses it afterwards', async () => {
    const left = { script: 'identity', step: 'address', reason: 'She knows where she lives.' };
    expect((await ana('POST', `${contact}/deviations`, left)).status).toBe(200);
    const [{ deviation }] = (await mona('GET', '/v1/script-deviations?verdict=open')).body.items;
    const path = `${contact}/deviations/${deviation}`;
    await ana('PUT', `${path}/outcome`, { helped: true, outcome: 'The record was wrong.' });
    expect((await ana('PUT', `${path}/endorsement`, { endorsed: true })).status).toBe(403);
    await mona('PUT', `${path}/endorsement`, { endorsed: true });
    const { items } = (await mona('GET', '/v1/script-deviations?verdict=endorsed')).body;
    expect(items).toMatchObject([{ step: 'address', helped: true, endorsedBy: 'mona' }]);
    expect(await read(salma)).not.toHaveProperty('deviations');
  });

  it('she wants to leave: that is a promise, which a broken line does not lose', async () => {
    await ana('POST', `${contact}/leavings`, { service: 'mobile', words: 'Then I leave.' });
    await ana('POST', `${contact}/drop`);
    const { leaving } = await read();
    const promise = async () => (await salma('GET', `/v1/promises/${leaving.promise}`)).body;
    await eventually(async () => (await promise()).status === 'due');
    const { items } = (await mona('GET', '/v1/customers-at-risk')).body;
    expect(items).toMatchObject([{ customer: 'salma', linked: ['omar'], accountable: 'ben' }]);
    const done = { outcome: 'The contract is over.' };
    await ben('POST', `${contact}/leavings/${leaving.leaving}/completion`, done);
    expect(await promise()).toMatchObject({ status: 'kept', outcome: 'The contract is over.' });
    expect((await mona('GET', '/v1/customers-at-risk')).body.items).toEqual([]);
    expect((await read(salma)).leaving).toHaveProperty('carriedOutAt');
  });
});
