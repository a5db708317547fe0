import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, TestDesk } from '../support/desk.js';

interface SentEvent {
  readonly id?: number;
  readonly event?: string;
  readonly data?: string;
}

const told = (block: string): SentEvent => {
  const fields = Object.fromEntries(
    block
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  ) as { id?: string; event?: string; data?: string };
  return { ...fields, ...(fields.id && { id: Number(fields.id) }) } as SentEvent;
};

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

  /** Listens until `enough` holds for what was told, then leaves. */
  const listen = async (
    person: Person,
    path: string,
    enough: (all: readonly SentEvent[]) => boolean,
    { from, meanwhile }: { from?: number; meanwhile?: () => Promise<unknown> } = {},
  ) => {
    const leave = new AbortController();
    const answer = await fetch(`${url}${path}`, {
      headers: {
        authorization: `Bearer ${person.token}`,
        ...(from !== undefined && { 'last-event-id': String(from) }),
      },
      signal: leave.signal,
    });
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    const all: SentEvent[] = [];
    let rest = '';
    const writing = meanwhile?.();
    // Awaited below; a write that fails while nobody looks is no crash, and ends the listening.
    writing?.catch(() => leave.abort());
    const hear = async () => {
      for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
        const blocks = (rest + chunk).split('\n\n');
        rest = blocks.pop()!;
        all.push(...blocks.map(told).filter(({ id }) => id !== undefined));
        if (enough(all)) break;
      }
    };
    const ended = await Promise.allSettled([writing, hear()]);
    leave.abort();
    for (const end of ended) if (end.status === 'rejected') throw end.reason;
    return all;
  };
  const named = (all: readonly SentEvent[], event: string) =>
    all.some((one) => one.event === event);

  it('tell the customer what happens to their ticket, but never a note', async () => {
    const all = await listen(casey, `${ticket}/live`, (seen) => named(seen, 'AgentReplied'), {
      meanwhile: async () => {
        const noted = await amal('POST', `${ticket}/notes`, { text: 'Zanzibar' });
        const replied = await amal('POST', `${ticket}/replies`, { text: 'Is it muted?' });
        expect([noted.status, replied.status]).toEqual([200, 200]);
      },
    });
    expect(JSON.stringify(all)).not.toContain('Zanzibar');
  });

  it('go on where they were left, without a gap and without a repetition', async () => {
    const whole = await listen(amal, `${ticket}/live`, (seen) => named(seen, 'AgentReplied'), {
      from: 0,
    });
    const positions = whole.flatMap(({ id, event }) => (event === 'ready' ? [] : [id!]));
    expect(positions).toEqual([...new Set(positions)].toSorted((a, b) => a - b));
    const rest = await listen(amal, `${ticket}/live`, (seen) => named(seen, 'AgentReplied'), {
      from: positions[0]!,
    });
    expect(rest.flatMap(({ id, event }) => (event === 'ready' ? [] : [id!]))).toEqual(
      positions.slice(1),
    );
  });

  it('show a board how tickets come and go', async () => {
    const all = await listen(amal, '/v1/queues/audio/live', (seen) => named(seen, 'left'), {
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
