import { yieldToEventLoop } from '../../yield-to-event-loop.js';
import { beforeEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { EventStore, Subscription } from '../event-store.port.js';
import type { RecordedEvent } from '../../messages.js';
import { newStream, notes, textsOf, wholeLog } from './notes.fixture.js';

/** Remembers what it was given, and tells when it has come as far as a position. */
const listener = (
  before: (events: readonly RecordedEvent[]) => Promise<void> | void = () => {},
) => {
  const seen: RecordedEvent[] = [];
  let waiting: { position: number; go: () => void }[] = [];
  const receive = async (events: readonly RecordedEvent[]) => {
    await before(events);
    seen.push(...events);
    const { position } = events.at(-1)!;
    for (const each of waiting) if (each.position <= position) each.go();
    waiting = waiting.filter((each) => each.position > position);
  };
  const waitFor = (position: number) =>
    (seen.at(-1)?.position ?? 0) >= position
      ? Promise.resolve()
      : new Promise<void>((go) => void waiting.push({ position, go }));
  return { seen, receive, reached: waitFor };
};

const appendTo = (store: EventStore) => async (stream: string, count: number) => {
  const { length } = await store.read(stream);
  return (await store.append(stream, length, notes(count))).at(-1)?.position ?? 0;
};

/** One run: batches are appended to a few streams while a subscriber starts, stumbles and restarts. */
interface Race {
  readonly before: number;
  readonly batches: readonly { readonly stream: number; readonly count: number }[];
  readonly restartAfter: readonly number[];
  readonly slow: boolean;
}

const race: fc.Arbitrary<Race> = fc.record({
  before: fc.integer({ min: 0, max: 40 }),
  batches: fc.array(
    fc.record({ stream: fc.nat({ max: 3 }), count: fc.integer({ min: 1, max: 7 }) }),
    { minLength: 1, maxLength: 40 },
  ),
  restartAfter: fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 4 }),
  slow: fc.boolean(),
});

/** Subscribes again from the last event seen, after each so many events. */
const startFollowing = (fresh: EventStore, { restartAfter, slow }: Race) => {
  const restarts = [...restartAfter];
  const { seen, receive, reached: waitFor } = listener(() => (slow ? void 0 : yieldToEventLoop()));
  let subscription: Subscription;
  const start = () => {
    const from = seen.at(-1)?.position ?? 0;
    let left = restarts.shift() ?? Infinity;
    subscription = fresh.subscribe(from, async (events) => {
      if (left <= 0) return;
      await receive(events);
      left -= events.length;
      if (left <= 0) void subscription.stop().then(start);
    });
  };
  start();
  return { seen, reached: waitFor, stop: () => subscription.stop() };
};

/** Subscribing: everything once, in order, whatever races and fails. */
export const subscribingConformance = (
  current: () => EventStore,
  open: () => Promise<EventStore>,
) => {
  let store: EventStore;
  let stream: string;
  beforeEach(() => {
    store = current();
    stream = newStream();
  });

  describe('subscribing', () => {
    it('delivers what is stored, then what comes', async () => {
      await store.append(stream, 0, notes(2));
      const { seen, receive, reached } = listener();
      const subscription = store.subscribe(0, receive);
      await reached(await store.head());
      const position = await appendTo(store)(stream, 1);
      await reached(position);
      await subscription.stop();

      expect(textsOf(seen)).toEqual(['a', 'b', 'a']);
    });

    it('delivers only what is beyond the position', async () => {
      const [first] = await store.append(stream, 0, notes(3));
      const { seen, receive, reached } = listener();
      const subscription = store.subscribe(first!.position, receive);
      await reached(await store.head());
      await subscription.stop();

      expect(textsOf(seen)).toEqual(['b', 'c']);
    });

    it('waits for what comes when it starts at the head of the log', async () => {
      await store.append(stream, 0, notes(1));
      const { seen, receive, reached } = listener();
      const subscription = store.subscribe(await store.head(), receive);
      await reached(await appendTo(store)(stream, 2));
      await subscription.stop();

      expect(seen.map(({ revision }) => revision)).toEqual([1, 2]);
    });

    it('waits for the receiver before it delivers the next batch', async () => {
      let running = 0;
      let most = 0;
      const { receive, reached } = listener(async () => {
        most = Math.max(most, ++running);
        await new Promise((go) => setImmediate(go));
        running--;
      });
      const subscription = store.subscribe(0, receive);
      for (let count = 0; count < 20; count++) await appendTo(store)(stream, 1);
      await reached(await store.head());
      await subscription.stop();

      expect(most).toBe(1);
    });

    it('gives a receiver that throws the same batch again, and skips nothing', async () => {
      const offered: string[][] = [];
      const { seen, receive, reached } = listener((events) => {
        offered.push(textsOf(events));
        if (offered.length <= 2) throw new Error('stumbled');
      });
      await store.append(stream, 0, notes(3));
      const subscription = store.subscribe(0, receive);
      await reached(await store.head());
      await subscription.stop();

      expect(offered.slice(0, 3)).toEqual([offered[0], offered[0], offered[0]]);
      expect(textsOf(seen)).toEqual(['a', 'b', 'c']);
    });

    it('does not let one receiver that fails hold up another', async () => {
      const failing = store.subscribe(0, () => Promise.reject(new Error('always')));
      const { seen, receive, reached } = listener();
      const subscription = store.subscribe(0, receive);
      await reached(await appendTo(store)(stream, 2));
      await Promise.all([failing.stop(), subscription.stop()]);

      expect(seen).toHaveLength(2);
    });

    it('delivers nothing after it was stopped', async () => {
      const stopped = listener();
      const other = listener();
      const subscription = store.subscribe(0, stopped.receive);
      const witness = store.subscribe(0, other.receive);
      await stopped.reached(await appendTo(store)(stream, 1));
      await subscription.stop();
      await other.reached(await appendTo(store)(stream, 5));
      await witness.stop();

      expect(stopped.seen).toHaveLength(1);
      expect(other.seen).toHaveLength(6);
    });

    it('is stopped only when the receiver is no longer running', async () => {
      const told: string[] = [];
      const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
      const { promise: end, resolve: finish } = Promise.withResolvers<void>();
      const subscription = store.subscribe(0, async () => {
        begin();
        await end;
        told.push('received');
      });
      await appendTo(store)(stream, 1);
      await begun;
      const stopped = subscription.stop().then(() => told.push('stopped'));
      finish();
      await stopped;

      expect(told).toEqual(['received', 'stopped']);
    });
  });

  describe('subscribing while appends race', () => {
    it('misses nothing and repeats nothing, from wherever it starts again', async () => {
      const property = fc.asyncProperty(race, async (run) => {
        const fresh = await open();
        const streams = Array.from({ length: 4 }, newStream);
        await fresh.append(newStream(), 0, notes(run.before));
        const follower = startFollowing(fresh, run);
        const written = new Map<string, Promise<unknown>>();
        for (const { stream: index, count } of run.batches) {
          const name = streams[index]!;
          const turnOf = written.get(name) ?? Promise.resolve();
          written.set(
            name,
            turnOf.then(() => appendTo(fresh)(name, count)),
          );
          if (count % 2) await yieldToEventLoop();
        }
        await Promise.all(written.values());
        const log = await wholeLog(fresh);
        await follower.reached(await fresh.head());
        await follower.stop();
        await fresh.close();
        expect(follower.seen.map(({ id }) => id)).toEqual(log.map(({ id }) => id));
      });
      await fc.assert(property, { numRuns: 25 });
    });
  });
};
