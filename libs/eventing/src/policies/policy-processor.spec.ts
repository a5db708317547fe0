import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Ask } from './policy-processor.js';
import { bells, belfry, in5Minutes, MINUTE, start } from './bells.fixture.js';

describe('an agenda', () => {
  let house: ReturnType<typeof belfry>;

  beforeEach(async () => {
    house = belfry();
    await house.projector.start();
  });

  afterEach(async () => {
    await house.stop();
    expect(house.clock.alarms).toBe(0);
  });

  it('is asked for when its moment has come, and not before', async () => {
    house.run();
    await house.setBell('a', in5Minutes);
    await house.pass(5 * MINUTE - 1);
    expect(await house.rings('a')).toBe(0);
    await house.pass(1);
    expect(await house.rings('a')).toBe(1);
    await house.pass(60 * MINUTE);
    expect(await house.rings('a')).toBe(1);
    expect(house.asked).toHaveLength(1);
    expect(house.asked[0]).toMatchObject({
      type: 'RingBell',
      tenant: 'acme',
      at: in5Minutes,
      correlation: 'story',
      repeated: true,
      by: { kind: 'system', id: 'bells' },
      causation: (await house.events.read('bell-acme-a'))[0]!.id,
    });
  });

  it('is asked for at once when its moment is in the past', async () => {
    const runner = house.run();
    await house.setBell('a', start);
    await runner.idle();
    expect(await house.rings('a')).toBe(1);
  });

  it('keeps tenants apart', async () => {
    house.run();
    await house.setBell('a', in5Minutes, 'acme');
    await house.setBell('a', in5Minutes, 'other');
    await house.pass(5 * MINUTE);
    expect([await house.rings('a', 'acme'), await house.rings('a', 'other')]).toEqual([1, 1]);
    expect(house.asked.map(({ tenant }) => tenant).toSorted()).toEqual(['acme', 'other']);
  });

  it('goes to the next moment, in whatever order they were set', async () => {
    house.run();
    await house.setBell('b', '2026-03-02T11:00:00.000Z');
    await house.setBell('a', in5Minutes);
    await house.pass(5 * MINUTE);
    expect([await house.rings('a'), await house.rings('b')]).toEqual([1, 0]);
    await house.pass(115 * MINUTE);
    expect([await house.rings('a'), await house.rings('b')]).toEqual([1, 1]);
  });

  it('is called off by an event, and moved by another', async () => {
    house.run();
    await house.setBell('a', in5Minutes);
    await house.setBell('b', in5Minutes);
    await house.send('a', { type: 'StopBell', data: {} });
    await house.setBell('b', '2026-03-02T09:30:00.000Z');
    await house.pass(10 * MINUTE);
    expect([await house.rings('a'), await house.rings('b')]).toEqual([0, 0]);
    await house.pass(20 * MINUTE);
    expect([await house.rings('a'), await house.rings('b')]).toEqual([0, 1]);
  });

  it('fires once across a restart, also when it became due in between', async () => {
    const before = house.run();
    await house.setBell('a', in5Minutes);
    await house.setBell('b', '2026-03-02T10:00:00.000Z');
    await before.stop();
    house.clock.pass(10 * MINUTE);
    expect(await house.rings('a')).toBe(0);
    const after = house.run();
    await after.idle();
    expect([await house.rings('a'), await house.rings('b')]).toEqual([1, 0]);
    await house.pass(60 * MINUTE);
    expect([await house.rings('a'), await house.rings('b')]).toEqual([1, 1]);
  });

  it('asks for thousands in bounded pages', async () => {
    let [now, most] = [0, 0];
    const counted: Ask = async (...args) => {
      most = Math.max(most, (now += 1));
      const receipt = await house.ask(...args);
      now -= 1;
      return receipt;
    };
    await Promise.all(
      Array.from({ length: 3000 }, (_, index) => house.setBell(`${index}`, in5Minutes)),
    );
    house.run({ ask: counted, page: 25 });
    await house.pass(5 * MINUTE);
    expect(house.asked).toHaveLength(3000);
    expect(most).toBe(25);
    expect(await house.views.count(bells, { tenant: 'acme' })).toBe(0);
  });

  it('notices within a minute that the clock was moved forward, and fires once when it is moved back', async () => {
    house.run();
    await house.setBell('a', '2026-03-02T12:00:00.000Z');
    house.clock.set('2026-03-02T12:30:00.000Z');
    await house.pass(MINUTE);
    expect(await house.rings('a')).toBe(1);
    house.clock.set(start);
    await house.pass(300 * MINUTE);
    expect(await house.rings('a')).toBe(1);
    await house.setBell('b', '2026-03-02T15:00:00.000Z');
    await house.pass(60 * MINUTE);
    expect(await house.rings('b')).toBe(1);
  });
});
