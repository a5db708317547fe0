import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ScheduledCommand } from './policy.js';
import type { Ask } from './policy-processor.js';
import { alarmPolicy, alarmSetup, in5Minutes, MINUTE, start, stuckAt } from './alarm.fixture.js';
import { MemoryViewStore } from '../views/memory-view-store.js';

describe('a policy when something goes wrong', () => {
  let setup: ReturnType<typeof alarmSetup>;

  beforeEach(async () => {
    setup = alarmSetup();
    await setup.projector.start();
  });

  afterEach(async () => {
    await setup.stop();
    expect(setup.clock.alarms).toBe(0);
  });

  it('has one effect when it is asked for again because nobody knew that it was done', async () => {
    const lost: Ask = async (aggregate, id, command) => {
      await setup.ask(aggregate, id, command);
      throw new Error('The answer was lost.');
    };
    const stale = new MemoryViewStore([alarmPolicy]);
    const unaware = { onApplied: () => () => true, waitFor: async () => true };
    await setup.setAlarm('a', start);
    await stale.writer.apply(await setup.events.readAll({ limit: 10 }));
    setup.run({ ask: lost, views: stale.reader, progress: unaware });
    for (const _ of [1, 2, 3]) await setup.advance(MINUTE);
    expect(setup.asked.length).toBeGreaterThan(2);
    expect(await setup.rings('a')).toBe(1);
  });

  it('has one effect when two runners race', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => setup.setAlarm(`${index}`, in5Minutes)),
    );
    setup.run();
    setup.run();
    await setup.advance(5 * MINUTE);
    expect(setup.asked.length).toBeGreaterThan(20);
    for (const index of Array.from({ length: 20 }).keys())
      expect(await setup.rings(`${index}`)).toBe(1);
    expect(setup.faults).toEqual([]);
  });

  it('is asked for again after growing pauses when it is refused, and holds up nobody behind it', async () => {
    const processor = setup.run({ page: 2 });
    for (const id of ['a', 'b', 'c']) await setup.setAlarm(id, stuckAt);
    await setup.setAlarm('d', '2026-03-02T09:00:00.002Z');
    await setup.advance(10);
    expect(await setup.rings('d')).toBe(1);
    expect(setup.faults).toHaveLength(3);
    expect(setup.faults[0]).toMatchObject({ code: 'bell.stuck' });
    await setup.advance(1000);
    expect(setup.faults).toHaveLength(6);
    await setup.advance(1000);
    expect(setup.faults).toHaveLength(6);
    await setup.advance(1000);
    expect(setup.faults).toHaveLength(9);
    await setup.advance(60 * MINUTE);
    expect(setup.faults.length).toBeLessThan(3 * 14);
    await setup.setAlarm('a', setup.clock.now());
    await processor.idle();
    expect(await setup.rings('a')).toBe(1);
  });

  it('does not ask again at once for what nothing comes of', async () => {
    const idle: Ask = async (_, __, command) => {
      setup.asked.push(command);
      return { position: 0, events: [] };
    };
    await setup.setAlarm('a', start);
    setup.run({ ask: idle });
    await setup.advance(60 * MINUTE);
    expect(setup.asked.length).toBeGreaterThan(1);
    expect(setup.asked.length).toBeLessThan(15);
  });

  it('goes on when the views could not be read for a while', async () => {
    let broken = true;
    const due: typeof setup.views.reader.scanTenants = (...asked) =>
      broken ? Promise.reject(new Error('No.')) : setup.views.reader.scanTenants(...asked);
    const get: typeof setup.views.reader.get = (...asked) =>
      broken ? Promise.reject(new Error('No.')) : setup.views.reader.get(...asked);
    const processor = setup.run({ views: { scanTenants: due, get } });
    await setup.setAlarm('a', start);
    await processor.idle();
    expect([await setup.rings('a'), setup.faults.length > 0]).toEqual([0, true]);
    broken = false;
    await setup.advance(MINUTE);
    expect(await setup.rings('a')).toBe(1);
  });

  it('waits, when it is stopped, for what it has asked for', async () => {
    const asks = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const slow: Ask = async (...args) => {
      asks.resolve();
      await goOn.promise;
      return setup.ask(...args);
    };
    await setup.setAlarm('a', start);
    const processor = setup.run({ ask: slow });
    await asks.promise;
    const stopped = processor.stop().then(() => setup.rings('a'));
    goOn.resolve();
    expect(await stopped).toBe(1);
    await setup.setAlarm('b', start);
    await processor.idle();
    expect(await setup.rings('b')).toBe(0);
  });

  it('takes a task that says no moment as never due', async () => {
    setup.run();
    await setup.setAlarm('a', 'tomorrow');
    await setup.advance(60 * MINUTE);
    const task = await setup.views.reader.get<ScheduledCommand>(alarmPolicy, 'acme', 'a');
    expect([task?.due, setup.asked.length]).toEqual(['tomorrow', 0]);
  });
});
