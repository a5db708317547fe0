import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { notebookApp, type NotebookApp } from '../testing/notebook-app.fixture.js';

let edge: NotebookApp;
let address: string;
beforeEach(async () => {
  edge = await notebookApp();
  await edge.app.listen(0, '127.0.0.1');
  address = await edge.app.getUrl();
});
afterEach(() => edge.close());

/** Starts an append, and holds it until the spec lets it continue. */
const hold = () => {
  const { store } = edge.platform;
  const append = store.append.bind(store);
  const [begun, letGo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  Object.assign(store, {
    append: async (...given: Parameters<typeof append>) => {
      begun.resolve();
      await letGo.promise;
      return append(...given);
    },
  });
  return { begun: begun.promise, letGo: letGo.resolve };
};

const write = () =>
  fetch(`${address}/v1/notes`, {
    method: 'POST',
    headers: { authorization: edge.customer, 'content-type': 'application/json' },
    body: '{"text":"the last one"}',
  });

const listen = () =>
  fetch(`${address}/v1/notes/live`, { headers: { authorization: edge.customer } });

describe('stopping', () => {
  it('finishes accepted requests, and accepts no more', async () => {
    const { begun, letGo } = hold();
    const live = await listen();
    const accepted = write();
    await begun;
    const closing = edge.app.close();
    await live.text();
    letGo();
    const answer = await accepted;
    expect(answer.status).toBe(201);
    expect(answer.headers.get('connection')).toBe('close');
    await closing;
    expect(await edge.platform.store.head()).toBe(1);
    await expect(write()).rejects.toThrow();
  });

  it('ends live updates in order, so that clients reconnect', async () => {
    const live = await listen();
    const [text] = await Promise.all([live.text(), edge.app.close()]);
    expect(text).toMatch(/^id: 0\nevent: ready\n[\s\S]*retry: 2000\n\n$/);
  });
});
