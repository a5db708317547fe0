import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, TestDesk } from '../support/desk.js';

describe('a ticket from report to closure', () => {
  let desk: TestDesk;
  let casey: Person;
  let amal: Person;
  let ticket: string;
  const version = async () => String((await amal('GET', ticket)).headers['etag']);

  beforeAll(async () => {
    desk = await TestDesk.open();
    casey = await desk.person('customer', 'casey');
    amal = await desk.person('agent', 'amal');
  });
  afterAll(() => desk.close());

  it('Casey tells what hurts, and is answered with the place of her ticket', async () => {
    const opened = await casey('POST', '/v1/tickets', {
      kind: 'incident',
      subject: 'VPN drops every hour',
      told: { hurts: 'I lose the call that I am in.', wants: 'A line that holds.' },
    });
    expect(opened).toMatchObject({ status: 201, body: { version: 2 } });
    ticket = String(opened.headers['location']);
    expect((await casey('GET', ticket)).body).toMatchObject({
      status: 'open',
      waitingFor: 'agent',
    });
  });

  it('Amal classifies it on the version that she saw; its priority is derived', async () => {
    const classification = { category: 'network', impact: 'very-high', urgency: 'very-high' };
    const unseen = await amal('PUT', `${ticket}/classification`, classification);
    expect(unseen).toMatchObject({ status: 428 });
    const stale = { 'if-match': '"1"' };
    expect(await amal('PUT', `${ticket}/classification`, classification, stale)).toMatchObject({
      status: 412,
      body: { code: 'stream.changed' },
    });
    const seen = { 'if-match': await version() };
    await amal('PUT', `${ticket}/classification`, classification, seen);
    expect((await amal('GET', ticket)).body).toMatchObject({ priority: 'critical' });
  });

  it('it waits on the board of its queue, and she takes it from there', async () => {
    await amal('PUT', `${ticket}/queue`, { queue: 'network' });
    const { body: board } = await amal('GET', '/v1/queues/network');
    expect(board.items).toMatchObject([{ subject: 'VPN drops every hour', assignee: null }]);
    const claimed = await amal('POST', '/v1/queues/network/claims');
    expect(claimed.body).toMatchObject({ assignee: 'amal' });
    expect((await amal('POST', '/v1/queues/network/claims')).status).toBe(204);
    expect((await amal('GET', '/v1/my-work')).body.items).toHaveLength(1);
  });

  it('she asks, and the ticket rests until Casey replies', async () => {
    await amal('POST', `${ticket}/replies`, { text: 'Which network are you on?' });
    await amal('PUT', `${ticket}/hold`, { awaiting: 'customer', reason: 'Which network?' });
    expect((await amal('GET', ticket)).body).toMatchObject({ status: 'on-hold' });
    await casey('POST', `${ticket}/replies`, { text: 'The Wi-Fi at home.' });
    expect((await amal('GET', ticket)).body).toMatchObject({ status: 'open', waitingFor: 'agent' });
  });

  it('what she notes for her colleagues, Casey sees by no route', async () => {
    await amal('POST', `${ticket}/notes`, { text: 'Third Zanzibar router this week.' });
    const routes = [ticket, `${ticket}/timeline`, '/v1/tickets?q=zanzibar', '/v1/tickets/export'];
    for (const route of routes)
      expect(JSON.stringify((await casey('GET', route)).body)).not.toContain('Zanzibar');
    expect(JSON.stringify((await amal('GET', `${ticket}/timeline`)).body)).toContain('Zanzibar');
  });

  it('she proposes a resolution, and Casey closes the ticket by confirming it', async () => {
    await amal('POST', `${ticket}/resolution`, { text: 'The tunnel now lives for a day.' });
    const early = await amal('POST', `${ticket}/resolution/confirmation`, {});
    expect(early.status).toBeGreaterThanOrEqual(400);
    await casey('POST', `${ticket}/resolution/confirmation`, { words: 'It holds. Thank you!' });
    expect((await casey('GET', ticket)).body).toMatchObject({
      status: 'closed',
      closedAs: 'confirmed',
    });
  });

  it('all of it can be read again, in order', async () => {
    const { body } = await amal('GET', `${ticket}/timeline?limit=200`);
    const types = body.items.map(({ type }: { type: string }) => type);
    expect(types[0]).toBe('TicketOpened');
    expect(types.slice(-2)).toEqual(['ResolutionConfirmed', 'TicketClosed']);
  });
});
