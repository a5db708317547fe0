import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { KEPT_FOR, type IdempotencyKeys, type StoredResponse } from './idempotency-keys.port.js';

const NOON = Date.parse('2026-11-22T12:00:00.000Z');
const opening = { key: 'a'.repeat(64), fingerprint: 'f'.repeat(64), now: NOON };
const other = { ...opening, key: 'b'.repeat(64) };
const answer: StoredResponse = {
  status: 201,
  headers: { etag: '"2"', location: '/v1/tickets/1' },
  body: '{"id":"تذكرة","version":2}',
};
const go = { outcome: 'go', since: NOON, repeated: false };

/** `again` closes nothing: it opens what was kept as another process would after a crash. */
export const idempotencyKeysConformance = (
  make: () => Promise<{ keys: IdempotencyKeys; again?: () => Promise<IdempotencyKeys> }>,
) =>
  describe('the idempotency keys', () => {
    let made: Awaited<ReturnType<typeof make>>;
    let keys: IdempotencyKeys;
    beforeEach(async () => {
      made = await make();
      keys = made.keys;
    });
    afterEach(() => keys.close());

    it('let a new key go ahead', async () => {
      expect(await keys.reserve(opening)).toEqual(go);
    });

    it('hold back a second one while the first is in flight', async () => {
      await keys.reserve(opening);
      expect(await keys.reserve({ ...opening, now: NOON + 1 })).toEqual({ outcome: 'in-flight' });
    });

    it('hold back all but one of those that come at once', async () => {
      const all = await Promise.all([1, 2, 3, 4].map(() => keys.reserve(opening)));
      expect(all.filter(({ outcome }) => outcome === 'go')).toHaveLength(1);
      expect(all.filter(({ outcome }) => outcome === 'in-flight')).toHaveLength(3);
    });

    it('answer as before once the answer is kept', async () => {
      await keys.reserve(opening);
      await keys.settle(opening.key, answer);
      expect(await keys.reserve(opening)).toEqual({ outcome: 'answered', answer });
    });

    it('keep what was uploaded with the answer', async () => {
      const uploaded = { ...answer, content: 'c'.repeat(64) };
      await keys.reserve(opening);
      await keys.settle(opening.key, uploaded);
      expect(await keys.reserve(opening)).toEqual({ outcome: 'answered', answer: uploaded });
    });

    it('refuse another request under the same key, in flight or answered', async () => {
      await keys.reserve(opening);
      const changed = { ...opening, fingerprint: 'e'.repeat(64) };
      expect(await keys.reserve(changed)).toEqual({ outcome: 'other' });
      await keys.settle(opening.key, answer);
      expect(await keys.reserve(changed)).toEqual({ outcome: 'other' });
    });

    it('let a released key go ahead as a repetition of the same moment', async () => {
      await keys.reserve(opening);
      keys.release(opening.key);
      expect(await keys.reserve({ ...opening, now: NOON + 60_000 })).toEqual({
        ...go,
        repeated: true,
      });
    });

    it('forget after a day, an answered one and an abandoned one', async () => {
      await keys.reserve(opening);
      await keys.settle(opening.key, answer);
      await keys.reserve(other);
      keys.release(other.key);
      const later = NOON + KEPT_FOR;
      expect(await keys.reserve({ ...opening, now: later })).toEqual({ ...go, since: later });
      keys.release(opening.key);
      expect(await keys.reserve({ ...other, now: later - 1 })).toEqual({ ...go, repeated: true });
    });

    it('sweep what is a day old, so many at a time', async () => {
      for (const key of ['1', '2', '3']) {
        await keys.reserve({ ...opening, key: key.repeat(64) });
        await keys.settle(key.repeat(64), answer);
      }
      await keys.reserve({ ...other, now: NOON + 1 });
      expect(await keys.sweep(NOON + KEPT_FOR, 2)).toBe(2);
      expect(await keys.sweep(NOON + KEPT_FOR, 2)).toBe(1);
      expect(await keys.reserve({ ...other, now: NOON + 2 })).toEqual({ outcome: 'in-flight' });
    });

    it('remember over a crash what was reserved and what was answered', async () => {
      if (!made.again) return;
      await keys.reserve(opening);
      const uploaded = { ...answer, content: 'c'.repeat(64) };
      await keys.settle(opening.key, uploaded);
      await keys.reserve(other);
      const reopened = await made.again();
      expect(await reopened.reserve(opening)).toEqual({ outcome: 'answered', answer: uploaded });
      expect(await reopened.reserve({ ...other, now: NOON + 5 })).toEqual({
        ...go,
        repeated: true,
      });
      await reopened.close();
    });
  });
