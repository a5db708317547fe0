import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CommandDispatcher, newCommandId } from '#eventing';
import type { ContextsApp } from '#platform/testing';

import type { PromiseWish, PromiseWishCommand } from '../index.js';
import { promisesDesk } from '../promises-app.fixture.js';

const at = '2026-01-05T09:00:00.000Z';
const first = '019ab3c4-5d6e-7fff-8f00-0123456789ab';
const wish: PromiseWish = {
  to: 'salma',
  topic: 'The call was dropped',
  about: { contact: '019ab3c4-5d6e-7ffe-8f00-0123456789ab' },
  window: { from: at, to: '2026-01-05T09:15:00.000Z' },
  channel: 'phone',
};

describe('a wish of a policy', () => {
  let desk: ContextsApp;
  beforeAll(async () => {
    desk = await promisesDesk();
  });
  afterAll(() => desk.close());

  const ask = (data: PromiseWish, { id = newCommandId(Date.parse(at)), promise = first } = {}) => {
    const command: PromiseWishCommand = {
      type: 'PromiseCallback',
      data,
      id,
      tenant: 'demo',
      by: { kind: 'system', id: 'contact-drops' },
      at,
      correlation: id,
      repeated: true,
    };
    return desk.app.get(CommandDispatcher).dispatch('promise', promise, command);
  };

  it('gets the administrator and the desk’s time zone where nothing else is known', async () => {
    const { events } = await ask(wish);
    expect(events).toMatchObject([
      { data: { ...wish, accountable: 'robin', window: { timeZone: 'Africa/Cairo' } } },
    ]);
  });

  it('promises once, however often the policy asks', async () => {
    const id = newCommandId(Date.parse(at));
    const other = '019ab3c4-5d6e-7ffd-8f00-0123456789ab';
    await ask(wish, { id, promise: other });
    const { version } = await ask({ ...wish, accountable: 'ana' }, { id, promise: other });
    expect(version).toBe(1);
  });
});
