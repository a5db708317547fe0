import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { alarmSetup, in5Minutes, MINUTE, start } from './alarm.fixture.js';
import { PassedLease } from './passed-lease.fixture.js';
import type { Ask } from './policy-processor.js';

const names = Array.from({ length: 12 }, (_, index) => `alarm${index}`);

describe('policies under a lease', () => {
  let setup: ReturnType<typeof alarmSetup>;
  let lease: PassedLease;

  const allRings = () => Promise.all(names.map((id) => setup.rings(id)));
  const once = names.map(() => 1);

  /** Stops at the first question until it is let go on. */
  const stopper = () => {
    const asks = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const ask: Ask = async (...args) => {
      asks.resolve();
      await goOn.promise;
      return setup.ask(...args);
    };
    return { ask, isAsked: asks.promise, goOn: () => goOn.resolve() };
  };

  beforeEach(async () => {
    setup = alarmSetup();
    lease = new PassedLease();
    await setup.projector.start();
  });

  afterEach(async () => {
    await setup.stop();
    expect(setup.clock.alarms).toBe(0);
  });

  it('ask for nothing before it is granted, and then for all that came due', async () => {
    setup.run({ leases: lease });
    await setup.setAlarm('a', start);
    await setup.setAlarm('b', in5Minutes);
    await setup.advance(10 * MINUTE);
    expect([setup.asked, setup.clock.alarms]).toEqual([[], 0]);
    lease.giveTo(0);
    await setup.advance(0);
    expect([await setup.rings('a'), await setup.rings('b')]).toEqual([1, 1]);
  });

  it('ask for nothing while it is lost, and for nothing twice when it is granted again', async () => {
    setup.run({ leases: lease });
    lease.giveTo(0);
    await setup.setAlarm('done', start);
    await setup.setAlarm('due', in5Minutes);
    await setup.advance(MINUTE);
    lease.take();
    await setup.setAlarm('new', start);
    await setup.advance(60 * MINUTE);
    expect([setup.asked.length, setup.clock.alarms]).toEqual([1, 0]);
    lease.giveTo(0);
    await setup.advance(60 * MINUTE);
    expect(await Promise.all(['done', 'due', 'new'].map((id) => setup.rings(id)))).toEqual([
      1, 1, 1,
    ]);
    expect(setup.asked).toHaveLength(3);
  });

  it('begin nothing more when it is lost in the middle, and leave nothing out afterwards', async () => {
    for (const id of names) await setup.setAlarm(id, start);
    const { ask, isAsked, goOn } = stopper();
    const processor = setup.run({ leases: lease, ask, page: 3 });
    lease.giveTo(0);
    await isAsked;
    lease.take();
    goOn();
    await processor.idle();
    expect(setup.asked).toHaveLength(3);
    lease.giveTo(0);
    await processor.idle();
    expect(await allRings()).toEqual(once);
    expect(setup.asked).toHaveLength(names.length);
  });

  it('go on where they were when it is lost and granted again before an answer came', async () => {
    for (const id of names) await setup.setAlarm(id, start);
    const { ask, isAsked, goOn } = stopper();
    const processor = setup.run({ leases: lease, ask, page: 3 });
    lease.giveTo(0);
    await isAsked;
    lease.take();
    lease.giveTo(0);
    goOn();
    await processor.idle();
    expect(await allRings()).toEqual(once);
  });

  it('have one effect when it passes to another process in the middle', async () => {
    for (const id of names) await setup.setAlarm(id, start);
    const { ask, isAsked, goOn } = stopper();
    const [slow, other] = [
      setup.run({ leases: lease, ask, page: 3 }),
      setup.run({ leases: lease }),
    ];
    lease.giveTo(0);
    await isAsked;
    lease.giveTo(1);
    await other.idle();
    expect(await allRings()).toEqual(once);
    goOn();
    await slow.idle();
    expect(await allRings()).toEqual(once);
    expect(setup.asked).toHaveLength(names.length + 3);
    expect(setup.faults).toEqual([]);
  });

  it('give it back when they are stopped, and not before what they asked for is done', async () => {
    await setup.setAlarm('a', start);
    const { ask, isAsked, goOn } = stopper();
    const processor = setup.run({ leases: lease, ask });
    lease.giveTo(0);
    await isAsked;
    const stopped = processor.stop();
    expect(lease.isReleasedBy(0)).toBe(false);
    goOn();
    await stopped;
    expect([lease.isReleasedBy(0), await setup.rings('a')]).toEqual([true, 1]);
  });

  it('stay stopped when it is granted while they end', async () => {
    await setup.setAlarm('a', start);
    const { ask, isAsked, goOn } = stopper();
    const processor = setup.run({ leases: lease, ask });
    lease.giveTo(0);
    await isAsked;
    const stopped = processor.stop();
    lease.giveTo(0);
    await setup.setAlarm('b', start);
    goOn();
    await stopped;
    await setup.advance(MINUTE);
    expect(await setup.rings('b')).toBe(0);
  });
});
