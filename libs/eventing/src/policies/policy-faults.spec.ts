import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Task } from './policy.js';
import type { Ask } from './policy-processor.js';
import { bells, belfry, in5Minutes, MINUTE, start, stuckAt } from './bells.fixture.js';
import { MemoryViewStore } from '../views/memory-view-store.js';

describe('an agenda when something goes wrong', () => {
  let house: ReturnType<typeof belfry>;

  beforeEach(async () => {
    house = belfry();
    await house.projector.start();
  });

  afterEach(async () => {
    await house.stop();
    expect(house.clock.alarms).toBe(0);
  });

  it('has one effect when it is asked for again because nobody knew that it was done', async () => {
    const lost: Ask = async (aggregate, id, command) => {
      await house.ask(aggregate, id, command);
      throw new Error('The answer was lost.');
    };
    const stale = new MemoryViewStore([bells]);
    const unaware = { onProjected: () => () => true, reached: async () => true };
    await house.setBell('a', start);
    await stale.apply(await house.events.readAll({ limit: 10 }));
    house.run({ ask: lost, views: stale, projector: unaware });
    for (const _ of [1, 2, 3]) await house.pass(MINUTE);
    expect(house.asked.length).toBeGreaterThan(2);
    expect(await house.rings('a')).toBe(1);
  });

  it('has one effect when two runners race', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => house.setBell(`${index}`, in5Minutes)),
    );
    house.run();
    house.run();
    await house.pass(5 * MINUTE);
    expect(house.asked.length).toBeGreaterThan(20);
    for (const index of Array.from({ length: 20 }).keys())
      expect(await house.rings(`${index}`)).toBe(1);
    expect(house.faults).toEqual([]);
  });

  it('is asked for again after growing pauses when it is refused, and holds up nobody behind it', async () => {
    const runner = house.run({ page: 2 });
    for (const id of ['a', 'b', 'c']) await house.setBell(id, stuckAt);
    await house.setBell('d', '2026-03-02T09:00:00.002Z');
    await house.pass(10);
    expect(await house.rings('d')).toBe(1);
    expect(house.faults).toHaveLength(3);
    expect(house.faults[0]).toMatchObject({ code: 'bell.stuck' });
    await house.pass(1000);
    expect(house.faults).toHaveLength(6);
    await house.pass(1000);
    expect(house.faults).toHaveLength(6);
    await house.pass(1000);
    expect(house.faults).toHaveLength(9);
    await house.pass(60 * MINUTE);
    expect(house.faults.length).toBeLessThan(3 * 14);
    await house.setBell('a', house.clock.now());
    await runner.idle();
    expect(await house.rings('a')).toBe(1);
  });

  it('does not ask again at once for what nothing comes of', async () => {
    const idle: Ask = async (_, __, command) => {
      house.asked.push(command);
      return { position: 0, events: [] };
    };
    await house.setBell('a', start);
    house.run({ ask: idle });
    await house.pass(60 * MINUTE);
    expect(house.asked.length).toBeGreaterThan(1);
    expect(house.asked.length).toBeLessThan(15);
  });

  it('goes on when the views could not be read for a while', async () => {
    let broken = true;
    const due: typeof house.views.due = (...asked) =>
      broken ? Promise.reject(new Error('No.')) : house.views.due(...asked);
    const get: typeof house.views.get = (...asked) =>
      broken ? Promise.reject(new Error('No.')) : house.views.get(...asked);
    const runner = house.run({ views: { due, get } });
    await house.setBell('a', start);
    await runner.idle();
    expect([await house.rings('a'), house.faults.length > 0]).toEqual([0, true]);
    broken = false;
    await house.pass(MINUTE);
    expect(await house.rings('a')).toBe(1);
  });

  it('waits, when it is stopped, for what it has asked for', async () => {
    const asks = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const slow: Ask = async (...args) => {
      asks.resolve();
      await goOn.promise;
      return house.ask(...args);
    };
    await house.setBell('a', start);
    const runner = house.run({ ask: slow });
    await asks.promise;
    const stopped = runner.stop().then(() => house.rings('a'));
    goOn.resolve();
    expect(await stopped).toBe(1);
    await house.setBell('b', start);
    await runner.idle();
    expect(await house.rings('b')).toBe(0);
  });

  it('takes a task that says no moment as never due', async () => {
    house.run();
    await house.setBell('a', 'tomorrow');
    await house.pass(60 * MINUTE);
    const task = await house.views.get<Task>(bells, 'acme', 'a');
    expect([task?.due, house.asked.length]).toEqual(['tomorrow', 0]);
  });
});
