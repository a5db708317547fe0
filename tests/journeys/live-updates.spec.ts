import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, TestDesk } from '../support/desk.js';
import { listen, named } from '../support/listening.js';

describe('live updates', () => {
  let desk: TestDesk;
  let url: string;
  let casey: Person;
  let amal: Person;
  let ticket: string;

  beforeAll(async () => {
    desk = await TestDesk.open();
    await desk.desk.app.listen(0, '127.0.0.1');
    url = await desk.desk.app.getUrl();
    casey = await desk.person('customer', 'casey');
    amal = await desk.person('agent', 'amal');
    const opened = await casey('POST', '/v1/tickets', { kind: 'incident', subject: 'No sound' });
    ticket = `/v1/tickets/${opened.body.id}`;
  });
  afterAll(() => desk.close());

  const by = (person: Person, path: string) => ({ url: `${url}${path}`, person });

  it('tell the customer what happens to their ticket, but never a note', async () => {
    const all = await listen(by(casey, `${ticket}/live`), (seen) => named(seen, 'AgentReplied'), {
      meanwhile: async () => {
        const noted = await amal('POST', `${ticket}/notes`, { text: 'Zanzibar' });
        const replied = await amal('POST', `${ticket}/replies`, { text: 'Is it muted?' });
        expect([noted.status, replied.status]).toEqual([200, 200]);
      },
    });
    expect(JSON.stringify(all)).not.toContain('Zanzibar');
  });

  it('go on where they were left, without a gap and without a repetition', async () => {
    const whole = await listen(by(amal, `${ticket}/live`), (seen) => named(seen, 'AgentReplied'), {
      from: 0,
    });
    const positions = whole.flatMap(({ id, event }) => (event === 'ready' ? [] : [id!]));
    expect(positions).toEqual([...new Set(positions)].toSorted((a, b) => a - b));
    const rest = await listen(by(amal, `${ticket}/live`), (seen) => named(seen, 'AgentReplied'), {
      from: positions[0]!,
    });
    expect(rest.flatMap(({ id, event }) => (event === 'ready' ? [] : [id!]))).toEqual(
      positions.slice(1),
    );
  });

  it('show a board how tickets come and go', async () => {
    const all = await listen(by(amal, '/v1/queues/audio/live'), (seen) => named(seen, 'left'), {
      meanwhile: async () => {
        for (const queue of ['audio', 'workplace'])
          expect((await amal('PUT', `${ticket}/queue`, { queue })).status).toBe(200);
      },
    });
    expect(all.map(({ event }) => event)).toContain('left');
  });

  it("are refused for another customer's ticket, as for one that does not exist", async () => {
    const eve = await desk.person('customer', 'eve');
    expect((await eve('GET', `${ticket}/live`)).status).toBe(404);
  });
});
