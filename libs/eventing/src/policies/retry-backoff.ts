import type { ScheduledCommand } from './policy.js';
import type { Clock } from '../clock.js';

const SECOND = 1000;
const HOUR = 3_600_000;

interface Delay {
  readonly tries: number;
  readonly until: number;
}

/**
 * Scheduled commands that were refused or failed: each waits for a pause that grows from a second
 * to an hour.
 */
export class RetryBackoff {
  readonly #delays = new Map<string, Delay>();
  readonly #seen = new Set<string>();

  constructor(private readonly clock: Clock) {}

  isWaiting({ commandId }: ScheduledCommand): boolean {
    return (this.#delays.get(commandId)?.until ?? 0) > Date.parse(this.clock.now());
  }

  /** Returns the moment at which it may be tried again. */
  delay({ commandId }: ScheduledCommand): number {
    const tries = (this.#delays.get(commandId)?.tries ?? -1) + 1;
    const until = Date.parse(this.clock.now()) + Math.min(HOUR, SECOND * 2 ** tries);
    this.#delays.set(commandId, { tries, until });
    return until;
  }

  reset({ commandId }: ScheduledCommand): void {
    this.#delays.delete(commandId);
  }

  seen({ commandId }: ScheduledCommand): void {
    this.#seen.add(commandId);
  }

  /** Call it after everything that is due was read: what was not seen is no longer scheduled. */
  forgetUnseen(): void {
    for (const id of this.#delays.keys()) if (!this.#seen.has(id)) this.#delays.delete(id);
    this.#seen.clear();
  }

  /** The earliest moment at which one of them may be tried again; `Infinity` if there are none. */
  next(): number {
    return [...this.#delays.values()].reduce(
      (first, { until }) => Math.min(first, until),
      Infinity,
    );
  }
}
