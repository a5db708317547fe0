import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, type Person, TestDesk } from '../support/desk.js';

const days = (count: number) => count * 86_400_000;

describe("resolved is the customer's call", () => {
  let desk: TestDesk;
  let casey: Person;
  let amal: Person;
  let ticket: string;
  const read = async () => (await casey('GET', ticket)).body;
  const types = async (of = ticket) =>
    (await amal('GET', `${of}/timeline?limit=200`)).body.items.map(
      ({ type }: { type: string }) => type,
    );
  const open = async (subject: string) => {
    const opened = await casey('POST', '/v1/tickets', { kind: 'incident', subject });
    ticket = `/v1/tickets/${opened.body.id}`;
    await amal('PUT', `${ticket}/assignee`, { assignee: 'amal' });
  };

  beforeAll(async () => {
    desk = await TestDesk.open();
    casey = await desk.person('customer', 'casey');
    amal = await desk.person('agent', 'amal');
  });
  afterAll(() => desk.close());

  it('staff propose; Casey rejects, and the work is taken up again', async () => {
    await open('No sound in calls');
    await amal('POST', `${ticket}/resolution`, { text: 'A new headset is on its way.' });
    await casey('POST', `${ticket}/resolution/rejection`, { reason: 'It is not the headset.' });
    expect(await read()).toMatchObject({ status: 'open', waitingFor: 'agent' });
  });

  it('silence closes a ticket as not answered, once, though the desk was restarted', async () => {
    await amal('POST', `${ticket}/resolution`, { text: 'The driver is replaced.' });
    await desk.restart();
    expect(await read()).toMatchObject({ status: 'resolution-proposed' });
    desk.clock.advance(days(6));
    await eventually(async () => (await read()).status === 'closed');
    expect(await read()).toMatchObject({ closedAs: 'not-answered' });
    await desk.restart();
    desk.clock.advance(days(1));
    expect((await types()).filter((type: string) => type === 'TicketClosed')).toHaveLength(1);
  });

  it('Casey overturns it later: it was not solved', async () => {
    await casey('POST', `${ticket}/corrections`, { fact: 'solved', is: false });
    expect(await read()).toMatchObject({ status: 'open', closedAs: null, reopenings: 1 });
  });

  it('a reply in time keeps silence from closing', async () => {
    await amal('POST', `${ticket}/resolution`, { text: 'Another driver.' });
    await casey('POST', `${ticket}/replies`, { text: 'I will try it tomorrow.' });
    desk.clock.advance(days(10));
    await desk.restart();
    expect((await read()).status).not.toBe('closed');
  });
});

describe('a reply long after the closing', () => {
  let desk: TestDesk;
  beforeAll(async () => void (desk = await TestDesk.open({ AMENDS_REOPEN_DAYS: '0' })));
  afterAll(() => desk.close());

  it('opens a linked new ticket, so that times stay true', async () => {
    const casey = await desk.person('customer', 'casey');
    const amal = await desk.person('agent', 'amal');
    const opened = await casey('POST', '/v1/tickets', { kind: 'incident', subject: 'No sound' });
    const old = opened.body.id;
    await amal('POST', `/v1/tickets/${old}/resolution`, { text: 'Unmuted.' });
    await casey('POST', `/v1/tickets/${old}/resolution/confirmation`, {});
    desk.clock.advance(days(1));
    await casey('POST', `/v1/tickets/${old}/replies`, { text: 'It is mute again.' });
    const related = async () => (await casey('GET', `/v1/tickets/${old}/related`)).body.items;
    await eventually(async () => (await related()).length === 1);
    const [{ ticket: next }] = await related();
    expect((await casey('GET', `/v1/tickets/${old}`)).body.status).toBe('closed');
    const { body } = await casey('GET', `/v1/tickets/${next.id}/related`);
    expect(JSON.stringify(body)).toContain(old);
  });
});
