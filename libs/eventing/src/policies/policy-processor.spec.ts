import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Ask } from './policy-processor.js';
import { alarmPolicy, alarmSetup, in5Minutes, MINUTE, start } from './alarm.fixture.js';

describe('a policy', () => {
  let setup: ReturnType<typeof alarmSetup>;

  beforeEach(async () => {
    setup = alarmSetup();
    await setup.projector.start();
  });

  afterEach(async () => {
    await setup.stop();
    expect(setup.clock.alarms).toBe(0);
  });

  it('is asked for when its moment has come, and not before', async () => {
    setup.run();
    await setup.setAlarm('a', in5Minutes);
    await setup.advance(5 * MINUTE - 1);
    expect(await setup.rings('a')).toBe(0);
    await setup.advance(1);
    expect(await setup.rings('a')).toBe(1);
    await setup.advance(60 * MINUTE);
    expect(await setup.rings('a')).toBe(1);
    expect(setup.asked).toHaveLength(1);
    expect(setup.asked[0]).toMatchObject({
      type: 'RingAlarm',
      tenant: 'acme',
      at: in5Minutes,
      correlation: 'story',
      repeated: true,
      by: { kind: 'system', id: 'bells' },
      causation: (await setup.events.read('bell-acme-a'))[0]!.id,
    });
  });

  it('is asked for at once when its moment is in the past', async () => {
    const processor = setup.run();
    await setup.setAlarm('a', start);
    await processor.idle();
    expect(await setup.rings('a')).toBe(1);
  });

  it('keeps tenants apart', async () => {
    setup.run();
    await setup.setAlarm('a', in5Minutes, 'acme');
    await setup.setAlarm('a', in5Minutes, 'other');
    await setup.advance(5 * MINUTE);
    expect([await setup.rings('a', 'acme'), await setup.rings('a', 'other')]).toEqual([1, 1]);
    expect(setup.asked.map(({ tenant }) => tenant).toSorted()).toEqual(['acme', 'other']);
  });

  it('goes to the next moment, in whatever order they were set', async () => {
    setup.run();
    await setup.setAlarm('b', '2026-03-02T11:00:00.000Z');
    await setup.setAlarm('a', in5Minutes);
    await setup.advance(5 * MINUTE);
    expect([await setup.rings('a'), await setup.rings('b')]).toEqual([1, 0]);
    await setup.advance(115 * MINUTE);
    expect([await setup.rings('a'), await setup.rings('b')]).toEqual([1, 1]);
  });

  it('is called off by an event, and moved by another', async () => {
    setup.run();
    await setup.setAlarm('a', in5Minutes);
    await setup.setAlarm('b', in5Minutes);
    await setup.send('a', { type: 'StopAlarm', data: {} });
    await setup.setAlarm('b', '2026-03-02T09:30:00.000Z');
    await setup.advance(10 * MINUTE);
    expect([await setup.rings('a'), await setup.rings('b')]).toEqual([0, 0]);
    await setup.advance(20 * MINUTE);
    expect([await setup.rings('a'), await setup.rings('b')]).toEqual([0, 1]);
  });

  it('fires once across a restart, also when it became due in between', async () => {
    const before = setup.run();
    await setup.setAlarm('a', in5Minutes);
    await setup.setAlarm('b', '2026-03-02T10:00:00.000Z');
    await before.stop();
    setup.clock.advance(10 * MINUTE);
    expect(await setup.rings('a')).toBe(0);
    const after = setup.run();
    await after.idle();
    expect([await setup.rings('a'), await setup.rings('b')]).toEqual([1, 0]);
    await setup.advance(60 * MINUTE);
    expect([await setup.rings('a'), await setup.rings('b')]).toEqual([1, 1]);
  });

  it('asks for thousands in bounded pages', async () => {
    let [now, most] = [0, 0];
    const counted: Ask = async (...args) => {
      most = Math.max(most, (now += 1));
      const receipt = await setup.ask(...args);
      now -= 1;
      return receipt;
    };
    await Promise.all(
      Array.from({ length: 3000 }, (_, index) => setup.setAlarm(`${index}`, in5Minutes)),
    );
    setup.run({ ask: counted, page: 25 });
    await setup.advance(5 * MINUTE);
    expect(setup.asked).toHaveLength(3000);
    expect(most).toBe(25);
    expect(await setup.views.reader.count(alarmPolicy, { tenant: 'acme' })).toBe(0);
  });

  it('notices within a minute that the clock was moved forward, and fires once when it is moved back', async () => {
    setup.run();
    await setup.setAlarm('a', '2026-03-02T12:00:00.000Z');
    setup.clock.set('2026-03-02T12:30:00.000Z');
    await setup.advance(MINUTE);
    expect(await setup.rings('a')).toBe(1);
    setup.clock.set(start);
    await setup.advance(300 * MINUTE);
    expect(await setup.rings('a')).toBe(1);
    await setup.setAlarm('b', '2026-03-02T15:00:00.000Z');
    await setup.advance(60 * MINUTE);
    expect(await setup.rings('b')).toBe(1);
  });
});
