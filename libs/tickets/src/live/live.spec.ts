import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TicketDesk, ticketDesk } from '../tickets-app.fixture.js';

let desk: TicketDesk;
let address: string;
beforeAll(async () => {
  desk = await ticketDesk();
  await desk.app.listen(0, '127.0.0.1');
  address = await desk.app.getUrl();
});
afterAll(() => desk.close());

interface SentEvent {
  readonly id: string;
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const parsed = (block: string): SentEvent => {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
  return { id: field('id'), event: field('event'), data: JSON.parse(field('data')) };
};

/** Listens as somebody, and hands out what is told one by one. */
const listen = async (authorization: string, path: string, lastEventId?: string) => {
  const leaving = new AbortController();
  const headers = { authorization, ...(lastEventId && { 'last-event-id': lastEventId }) };
  const answer = await fetch(`${address}${path}`, { headers, signal: leaving.signal });
  const told = (async function* () {
    let text = '';
    for await (const piece of answer.body!.pipeThrough(new TextDecoderStream())) {
      const blocks = `${text}${piece}`.split('\n\n');
      text = blocks.pop() ?? '';
      yield* blocks.filter((block) => block.includes('data: ')).map(parsed);
    }
  })();
  const next = async () => (await told.next()).value as SentEvent;
  return { status: answer.status, next, leave: () => leaving.abort() };
};

const salma = () => desk.as('customer', 'salma');
const ana = () => desk.as('agent', 'ana');

describe('listening to a ticket', () => {
  it('tells a customer what they may know, as it happens, and nothing of a note', async () => {
    const path = await salma().open({ subject: 'Live' });
    const { next, leave } = await listen(await desk.bearer('customer', 'salma'), `${path}/live`);
    expect((await next()).event).toBe('ready');
    await ana().post(`${path}/notes`, { text: 'secret' });
    await ana().put(`${path}/queue`, { queue: 'network' });
    await ana().post(`${path}/replies`, { text: 'Hello Salma' });
    expect(await next()).toMatchObject({
      event: 'AgentReplied',
      data: { version: 4, data: { text: 'Hello Salma' } },
    });
    leave();
  });

  it('tells nothing more to a watcher who was taken out', async () => {
    const path = await salma().open({ subject: 'Live no more' });
    await salma().post(`${path}/watchers`, { watcher: 'yusuf' });
    const { next, leave } = await listen(await desk.bearer('customer', 'yusuf'), `${path}/live`);
    expect((await next()).event).toBe('ready');
    await ana().post(`${path}/replies`, { text: 'Hello both' });
    expect((await next()).data).toMatchObject({ data: { text: 'Hello both' } });
    await salma().delete(`${path}/watchers/yusuf`);
    await ana().post(`${path}/replies`, { text: 'Hello Salma alone' });
    await salma().post(`${path}/watchers`, { watcher: 'yusuf' });
    expect(await next()).toMatchObject({ event: 'WatcherAdded' });
    leave();
  });

  it('tells what was missed to anyone who comes back', async () => {
    const path = await salma().open({ subject: 'Live again' });
    const bearer = await desk.bearer('agent', 'ana');
    const before = await listen(bearer, `${path}/live`);
    const { id } = await before.next();
    before.leave();
    await ana().post(`${path}/notes`, { text: 'one' });
    await ana().post(`${path}/notes`, { text: 'two' });
    const { next, leave } = await listen(bearer, `${path}/live`, id);
    const told = [await next(), await next(), await next()];
    expect(told.map(({ event }) => event)).toEqual(['ready', 'NoteAdded', 'NoteAdded']);
    leave();
  });

  it('is for nobody whom it does not concern', async () => {
    const path = await salma().open({ subject: 'Live, mine' });
    const { status, leave } = await listen(await desk.bearer('customer', 'omar'), `${path}/live`);
    expect(status).toBe(404);
    leave();
  });
});

describe('listening to a queue', () => {
  it('tells what comes, what changes and what leaves, in order', async () => {
    const bearer = await desk.bearer('agent', 'ana');
    const { next, leave } = await listen(bearer, '/v1/queues/board/live');
    await next();
    const path = await salma().open({ subject: 'On the board' });
    const id = path.split('/').at(-1);
    await ana().put(`${path}/queue`, { queue: 'board' });
    expect(await next()).toMatchObject({ event: 'changed', data: { id, queue: 'board' } });
    await ana().put(`${path}/assignee`, { assignee: 'ben' });
    expect(await next()).toMatchObject({ event: 'changed', data: { id, assignee: 'ben' } });
    await ana().put(`${path}/queue`, { queue: 'elsewhere' });
    expect(await next()).toEqual(expect.objectContaining({ event: 'left', data: { id } }));
    leave();
  });
});
