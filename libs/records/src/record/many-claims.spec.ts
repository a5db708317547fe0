import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventing';
import type { RecordCommand } from './record.commands.js';
import { recordDecider } from './record.decider.js';
import { corrected, issued, made, opened, salma, settings, tuesday } from './testing.js';

const decider = recordDecider(settings);

const told = (n: number) =>
  made({
    ...corrected,
    claim: `claim-${n}`,
    value: { ...(corrected.value as object), houseNumber: String(n) } as never,
  });

const recordWith = (claims: number) =>
  fold(decider, [opened, ...Array.from({ length: claims }, (_, n) => told(n))]);

const command: RecordCommand = {
  ...issued,
  by: salma,
  at: tuesday,
  type: 'MakeClaim',
  data: { customer: 'salma', field: 'address', value: { houseNumber: '7000' } },
};

/** Nanoseconds that half of the decisions took at most. */
const median = (claims: number): number => {
  const record = recordWith(claims);
  const times = Array.from({ length: 400 }, () => {
    const start = process.hrtime.bigint();
    decider.decide(record, command);
    return Number(process.hrtime.bigint() - start);
  });
  return times.toSorted((a, b) => a - b)[200]!;
};

describe('a record with 1,000 claims', () => {
  it('decides about as fast as one with ten', () => {
    median(10);
    median(1000);
    const [few, many] = [median(10), median(1000)];
    expect(many).toBeLessThan(3 * few + 20_000);
  });
});
