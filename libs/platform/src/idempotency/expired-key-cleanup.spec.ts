import { expect, it } from '@jest/globals';
import { Log } from '../operations/log.js';
import { KEPT_FOR, MemoryIdempotencyKeys } from '#idempotency';

import { ExpiredKeyCleanup } from './expired-key-cleanup.js';

it('forgets every key that is a day old, however many there are', async () => {
  const noon = Date.parse('2026-11-22T12:00:00.000Z');
  const keys = new MemoryIdempotencyKeys();
  for (let index = 0; index < 1200; index += 1) {
    await keys.reserve({ key: `key ${index}`, fingerprint: 'f', now: noon });
    keys.release(`key ${index}`);
  }
  const log = new Log('silent');
  await new ExpiredKeyCleanup(keys, log, () => noon + KEPT_FOR - 1).sweep();
  expect(await keys.sweep(noon + KEPT_FOR, 1)).toBe(1);
  await new ExpiredKeyCleanup(keys, log, () => noon + KEPT_FOR).sweep();
  expect(await keys.sweep(noon + KEPT_FOR, 1)).toBe(0);
});
