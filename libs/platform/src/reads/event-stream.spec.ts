import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newAggregateId, newCommandId } from '#eventing';

import { notebookApp, type NotebookApp } from '../testing/notebook-app.fixture.js';
import { EventStream } from './event-stream.js';

let edge: NotebookApp;
let address: string;
beforeAll(async () => {
  edge = await notebookApp({ env: { AMENDS_LIVE_CLIENTS: '3' } });
  await edge.app.listen(0, '127.0.0.1');
  address = await edge.app.getUrl();
});
afterAll(() => edge.close());

interface SentEvent {
  readonly id: number;
  readonly event: string;
  readonly data: { readonly text?: string; readonly position?: number };
}

const parsed = (block: string): SentEvent => {
  const lines = block.split('\n').map((line) => line.split(': ', 2));
  const { id, event, data } = Object.fromEntries(lines) as Record<string, string>;
  return {
    id: Number(id),
    event: event!,
    data: JSON.parse(block.slice(block.indexOf('data: ') + 6)),
    ...(data && {}),
  };
};

/** Listens, and hands out what is told one by one. */
const listen = async (lastEventId?: number, authorization = edge.customer) => {
  const leaving = new AbortController();
  const answer = await fetch(`${address}/v1/notes/live`, {
    headers: {
      authorization,
      ...(lastEventId !== undefined && { 'last-event-id': String(lastEventId) }),
    },
    signal: leaving.signal,
  });
  const told = (async function* () {
    let text = '';
    for await (const piece of answer.body!.pipeThrough(new TextDecoderStream())) {
      const blocks = `${text}${piece}`.split('\n\n');
      text = blocks.pop() ?? '';
      yield* blocks.filter((block) => block.includes('data: ')).map(parsed);
    }
  })();
  const next = async (): Promise<SentEvent> => (await told.next()).value as SentEvent;
  return { answer, next, leave: () => leaving.abort() };
};

const write = async (text: string) => {
  const answer = await edge.write(JSON.stringify({ text }));
  return Number(answer.headers['amends-position']);
};

const written = (moment: number) => {
  const id = newCommandId(moment);
  const by = { kind: 'customer', id: 'casey' } as const;
  const at = '2026-11-22T09:30:00.000Z';
  const meta = { tenant: 'demo', actor: by, at, correlation: id, causation: id };
  return { id, type: 'NoteWritten', schema: 1, data: {}, meta };
};

describe('listening', () => {
  it('tells what happens from now on, with the position as id', async () => {
    await write('before');
    const { answer, next, leave } = await listen();
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect((await next()).event).toBe('ready');
    const position = await write('after');
    expect(await next()).toEqual({ id: position, event: 'note', data: { text: 'after' } });
    leave();
  });

  it('resumes without a gap and without a repetition while notes are being written', async () => {
    const from = await write('zero');
    const texts = Array.from({ length: 40 }, (_, index) => `note ${index}`);
    for (const text of texts.slice(0, 20)) await write(text);
    const writing = Promise.all(texts.slice(20).map((text) => write(text)));
    const { next, leave } = await listen(from);
    expect((await next()).data.position).toBe(from);
    const told: SentEvent[] = [];
    while (told.length < 40) told.push(await next());
    await writing;
    expect(told.map(({ data }) => data.text).toSorted()).toEqual(texts.toSorted());
    const ids = told.map(({ id }) => id);
    const log = await edge.platform.store.readAll({ after: from, limit: 100 });
    expect(ids).toEqual(log.map(({ position }) => position));
    leave();
  });

  it('tells nothing of another tenant', async () => {
    const abroad = await listen(undefined, await edge.bearer('customer', 'casey', 'acme'));
    await abroad.next();
    await write('ours');
    await edge.write('{"text":"theirs"}', {
      'content-type': 'application/json',
      authorization: await edge.bearer('customer', 'casey', 'acme'),
    });
    expect((await abroad.next()).data.text).toBe('theirs');
    abroad.leave();
  });

  it('starts anew where the position is not one of this log', async () => {
    const { next, leave } = await listen(999_999);
    expect((await next()).event).toBe('reset');
    leave();
  });

  it('is refused to more than may listen at once', async () => {
    const all = await Promise.all([listen(), listen(), listen()]);
    const refused = await fetch(`${address}/v1/notes/live`, {
      headers: { authorization: edge.customer },
    });
    expect(refused.status).toBe(503);
    expect(await refused.json()).toMatchObject({ code: 'http.too-many-live' });
    for (const { leave } of all) leave();
  });

  it('is ended for anyone who does not read, so that memory stays bounded', async () => {
    const socket = connect(Number(new URL(address).port), '127.0.0.1');
    socket.write(
      `GET /v1/notes/live HTTP/1.1\r\nHost: x\r\nAuthorization: ${edge.customer}\r\n\r\n`,
    );
    await once(socket, 'readable');
    expect(edge.app.get(EventStream).size).toBe(1);
    const text = 'a'.repeat(100_000);
    for (let index = 0; index < 100; index += 1)
      await edge.platform.store.append(`note-demo-${newAggregateId(newCommandId(index))}`, 0, [
        { ...written(index), data: { text, tags: [] } },
      ]);
    await edge.platform.progress.waitFor(await edge.platform.store.head());
    socket.on('error', () => undefined).resume();
    await once(socket, 'close');
    expect(edge.app.get(EventStream).size).toBe(0);
  });
});
