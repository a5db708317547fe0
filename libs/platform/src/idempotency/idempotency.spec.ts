import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { notebookApp, type NotebookApp } from '../testing/notebook-app.fixture.js';

let edge: NotebookApp;
beforeAll(async () => {
  edge = await notebookApp();
});
afterAll(() => edge.close());

const json = { 'content-type': 'application/json' };
const under = (key: string, payload = '{"text":"once"}', authorization = edge.customer) =>
  edge.write(payload, { ...json, 'idempotency-key': key, authorization });

describe('an Idempotency-Key', () => {
  it('has the same answer given again, quoted or bare, and nothing done twice', async () => {
    const first = await under('"order-1"');
    const head = await edge.platform.store.head();
    const second = await under('order-1');
    expect(second.headers).toMatchObject({ 'idempotency-replayed': 'true', etag: '"1"' });
    expect(second.statusCode).toBe(201);
    expect(second.payload).toBe(first.payload);
    expect(second.headers['location']).toBe(first.headers['location']);
    expect(await edge.platform.store.head()).toBe(head);
  });

  it('is refused for another request', async () => {
    await under('order-2');
    expect((await under('order-2', '{"text":"twice"}')).json()).toMatchObject({
      status: 422,
      code: 'http.idempotency-key-reused',
    });
  });

  it('belongs to one principal of one tenant', async () => {
    const mine = await under('order-3');
    const theirs = await under('order-3', '{"text":"once"}', await edge.bearer('customer', 'kim'));
    const abroad = await under(
      'order-3',
      '{"text":"once"}',
      await edge.bearer('customer', 'casey', 'acme'),
    );
    const ids = [mine, theirs, abroad].map((answer) => answer.json().id);
    expect(new Set(ids).size).toBe(3);
  });

  it('holds back the second of two that come at once', async () => {
    const { store } = edge.platform;
    const append = store.append.bind(store);
    let release: (() => void) | undefined;
    const held = new Promise<void>((go) => {
      release = go;
    });
    Object.assign(store, {
      append: async (...stored: Parameters<typeof append>) => held.then(() => append(...stored)),
    });
    const first = under('order-4');
    expect((await under('order-4')).json()).toMatchObject({
      status: 409,
      code: 'http.idempotency-in-flight',
    });
    Object.assign(store, { append });
    release?.();
    expect((await first).statusCode).toBe(201);
  });

  it.each(['', '""', '"a', 'a b', 'ü', 'x'.repeat(256)])('like %s is refused', async (key) => {
    expect((await under(key)).json()).toMatchObject({
      status: 400,
      code: 'http.idempotency-key-malformed',
    });
  });

  it('does the same thing again where the answer was lost after the append', async () => {
    const { idempotencyKeys } = edge.platform;
    const settle = idempotencyKeys.settle.bind(idempotencyKeys);
    const lost = async (key: string) => idempotencyKeys.release(key);
    Object.assign(idempotencyKeys, { settle: lost });
    const first = await under('order-5');
    Object.assign(idempotencyKeys, { settle });
    const head = await edge.platform.store.head();
    const second = await under('order-5');
    expect(second.json()).toEqual(first.json());
    expect(second.headers['idempotency-replayed']).toBeUndefined();
    expect(await edge.platform.store.head()).toBe(head);
  });
});
