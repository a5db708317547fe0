import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { eventually, type Person, TestDesk } from '../support/desk.js';

const minutes = (count: number) => count * 60_000;

describe('a story is told once', () => {
  let desk: TestDesk;
  let [salma, ana, mona, dina, phones] = [] as unknown as Person[];
  let ticket: string;
  let escalation: string;

  const dossierFor = async (person: Person) => (await person('GET', `${escalation}/dossier`)).body;
  const read = async () => (await salma!('GET', escalation)).body;

  beforeAll(async () => {
    desk = await TestDesk.open({ AMENDS_ADMINISTRATOR: 'root' });
    salma = await desk.person('customer', 'salma');
    ana = await desk.person('agent', 'ana');
    mona = await desk.person('manager', 'mona');
    dina = await desk.person('manager', 'dina');
    phones = await desk.person('integration', 'phones');
    const made = await mona('POST', '/v1/teams', { name: 'Network', accountable: 'mona' });
    const managers = ['mona', 'dina'].map((manager) => ({
      manager,
      deputies: [],
      timeZone: 'Africa/Cairo',
    }));
    await mona('PUT', `/v1/teams/${made.body.id}/escalation-chain`, { managers });
    await mona('PUT', '/v1/queues/network/team', { team: made.body.id });
    const told = { hurts: 'I lose my calls.', wants: 'A line that holds.' };
    const opened = await salma('POST', '/v1/tickets', { kind: 'incident', subject: 'VPN', told });
    ticket = opened.body.id;
    await ana('PUT', `/v1/tickets/${ticket}/queue`, { queue: 'network' });
    await ana('POST', `/v1/tickets/${ticket}/replies`, { text: 'Restart it, please.' });
    const from = Date.parse(desk.clock.now());
    const [begins, ends] = [from, from + minutes(60)].map((at) => new Date(at).toISOString());
    await salma('POST', '/v1/promises', {
      kind: 'callback',
      topic: 'The VPN',
      about: { ticket },
      window: { from: begins, to: ends },
      channel: 'phone',
    });
    const asked = { ticket, reason: 'Nobody calls back.' };
    const { body } = await salma('POST', '/v1/escalations', asked);
    escalation = `/v1/escalations/${body.id}`;
    await mona('POST', `${escalation}/acceptance`, { name: 'Mona' });
  });
  afterAll(() => desk.close());

  it('nobody contacts her before they have read the dossier as it is now', async () => {
    const unread = await mona!('POST', `${escalation}/contacts`, {});
    expect(unread.body.code).toBe('escalation.dossier-unread');
    await dossierFor(mona!);
    await salma!('POST', `/v1/tickets/${ticket}/replies`, { text: 'It is worse today.' });
    const changed = await mona!('POST', `${escalation}/contacts`, {});
    expect(changed.body.code).toBe('escalation.dossier-unread');
    await dossierFor(mona!);
    expect((await mona!('POST', `${escalation}/contacts`, { name: 'Mona' })).status).toBe(200);
    expect((await read()).contacts).toMatchObject([{ person: 'mona', name: 'Mona' }]);
    expect((await read()).contacts[0]).not.toHaveProperty('unread');
  });

  it('the dossier tells the whole story, with names and minutes', async () => {
    const dossier = await dossierFor(mona!);
    const textsOf = (entries: readonly { text?: string }[]) => entries.map(({ text }) => text);
    expect(textsOf(dossier.story)).toEqual([
      'I lose my calls.\nA line that holds.',
      'Nobody calls back.',
      'It is worse today.',
    ]);
    expect(textsOf(dossier.tried)).toEqual(['Restart it, please.']);
    expect(dossier.promised).toMatchObject([{ topic: 'The VPN', status: 'due' }]);
    expect(dossier.spokenTo).toMatchObject([{ by: 'mona', name: 'Mona' }]);
    expect(dossier).toMatchObject({ refused: [], minutes: 0 });
    expect((await salma!('GET', `${escalation}/dossier`)).status).toBe(403);
  });

  it('a telephone system says that Dina called unread, and that is kept', async () => {
    await phones!('POST', `${escalation}/contact-notices`, { person: 'dina' });
    expect((await read()).contacts[1]).toMatchObject({ person: 'dina', unread: true });
    await dossierFor(dina!);
    await phones!('POST', `${escalation}/contact-notices`, { person: 'dina' });
    expect((await read()).contacts[2]).not.toHaveProperty('unread');
  });

  it('a missed call-back escalates by itself, once, and joins the open one', async () => {
    desk.clock.advance(minutes(90));
    await eventually(async () => (await read()).asked.length === 2);
    await desk.restart();
    expect((await read()).asked).toMatchObject([
      { cause: { kind: 'asked' } },
      { cause: { kind: 'missed-promise' }, by: 'escalations-noticed' },
    ]);
    const { items } = (await salma!('GET', '/v1/escalations')).body;
    expect(items).toHaveLength(1);
  });
});
