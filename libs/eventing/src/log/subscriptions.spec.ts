import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { LogSubscriptions, type SubscriptionLimits } from './subscriptions.js';
import type { RecordedEvent } from '../messages.js';

/** A log of which only the positions matter, so far apart; counts how many events were read from it. */
const logOf = (limits: Partial<SubscriptionLimits>, stride = 1) => {
  const events: RecordedEvent[] = [];
  let read = 0;
  const subscriptions = new LogSubscriptions(
    {
      head: () => events.length * stride,
      page: (after, limit) => {
        const page = events.filter(({ position }) => position > after).slice(0, limit);
        read += page.length;
        return page;
      },
    },
    limits,
  );
  const write = (count: number, publish = true) => {
    const last = events.length;
    const fresh = upTo(count).map((index) => ({ position: (last + index) * stride }));
    events.push(...(fresh as RecordedEvent[]));
    subscriptions.publish(publish ? (fresh as RecordedEvent[]) : [], last * stride);
  };
  return { subscriptions, write, head: () => events.length * stride, read: () => read };
};

const yieldToEventLoop = () => new Promise<void>((go) => void setImmediate(go));

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** Turns of the event loop until it holds, and not for ever. */
const until = async (holds: () => boolean) => {
  for (let turns = 0; !holds(); turns++) {
    expect(turns).toBeLessThan(100_000);
    await yieldToEventLoop();
  }
};

describe('following a log', () => {
  it.each([1, 3])(
    'hands over what was just written at once, positions %i apart',
    async (stride) => {
      const { subscriptions, write, read } = logOf({}, stride);
      const seen: number[] = [];
      subscriptions.subscribe(
        0,
        (events) => void seen.push(...events.map(({ position }) => position)),
      );
      await yieldToEventLoop();
      write(3);

      expect(seen).toEqual(upTo(3).map((index) => index * stride));
      expect(read()).toBe(0);
      await subscriptions.stop();
    },
  );

  it('reads again what was too much to keep for a busy receiver', async () => {
    const { subscriptions, write, head, read } = logOf({ waiting: 10, page: 4 });
    const seen: number[] = [];
    subscriptions.subscribe(0, async (events) => {
      await yieldToEventLoop();
      seen.push(...events.map(({ position }) => position));
    });
    await yieldToEventLoop();
    for (let batch = 0; batch < 20; batch++) write(3);
    await until(() => seen.length >= head());
    await subscriptions.stop();

    expect(seen).toEqual(upTo(60));
    expect(read()).toBeGreaterThan(0);
  });

  it('reads no more than a page at once', async () => {
    const { subscriptions, write } = logOf({ page: 4 });
    const sizes: number[] = [];
    write(10);
    subscriptions.subscribe(0, (events) => void sizes.push(events.length));
    await until(() => sizes.reduce((sum, size) => sum + size, 0) === 10);
    await subscriptions.stop();

    expect(sizes).toEqual([4, 4, 2]);
  });

  it('lets others have their turn between the pages of a long log', async () => {
    const { subscriptions, write } = logOf({ page: 1 });
    let seen = 0;
    write(1000);
    subscriptions.subscribe(0, () => void seen++);
    await yieldToEventLoop();
    await yieldToEventLoop();

    expect(seen).toBeLessThan(10);
    await subscriptions.stop();
  });

  it('stops at once while it waits to offer a batch again', async () => {
    const { subscriptions, write } = logOf({ pause: 1_000_000 });
    let offered = 0;
    subscriptions.subscribe(0, () => {
      offered++;
      throw new Error('no');
    });
    write(1);
    await until(() => offered === 1);
    await subscriptions.stop();

    expect(offered).toBe(1);
  });

  it('knows how many follow', async () => {
    const { subscriptions } = logOf({});
    const subscription = subscriptions.subscribe(0, () => {});
    subscriptions.subscribe(0, () => {});
    await subscription.stop();

    expect(subscriptions.size).toBe(1);
    await subscriptions.stop();
    expect(subscriptions.size).toBe(0);
  });

  it('misses nothing and repeats nothing, for all page sizes, bounds, starts and stumbles', async () => {
    interface Step {
      readonly count: number;
      readonly publish: boolean;
      readonly pause: boolean;
    }
    const step: fc.Arbitrary<Step> = fc.record({
      count: fc.nat({ max: 9 }),
      publish: fc.boolean(),
      pause: fc.boolean(),
    });
    const limits = fc.record({
      page: fc.integer({ min: 1, max: 12 }),
      waiting: fc.integer({ min: 0, max: 12 }),
      pause: fc.constant(0),
    });
    const stumbles = fc.array(fc.boolean(), { maxLength: 8 });
    const property = fc.asyncProperty(
      fc.array(step, { maxLength: 25 }),
      limits,
      fc.record({ before: fc.nat({ max: 30 }), stride: fc.integer({ min: 1, max: 3 }) }),
      stumbles,
      async (steps, bounds, { before, stride }, falls) => {
        const { subscriptions, write, head } = logOf(bounds, stride);
        write(before);
        const after = before * stride;
        const left = [...falls];
        const seen: number[] = [];
        subscriptions.subscribe(after, async (events) => {
          if (events.length % 2) await yieldToEventLoop();
          if (left.shift()) throw new Error('stumbled');
          seen.push(...events.map(({ position }) => position));
        });
        for (const { count, publish, pause } of steps) {
          write(count, publish);
          if (pause) await yieldToEventLoop();
        }
        subscriptions.publish();
        const expected = upTo(head() / stride).slice(before);
        await until(() => seen.length >= expected.length);
        await subscriptions.stop();
        expect(seen).toEqual(expected.map((index) => index * stride));
      },
    );
    await fc.assert(property, { numRuns: 200 });
  });
});
