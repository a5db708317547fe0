import type { Task } from './policy.js';
import type { Clock } from '../clock.js';

const SECOND = 1000;
const HOUR = 3_600_000;

interface Rest {
  readonly tries: number;
  readonly until: number;
}

/** Tasks that were refused or failed: each is left alone for a pause that grows from a second to an hour. */
export class Resting {
  readonly #rests = new Map<string, Rest>();
  readonly #seen = new Set<string>();

  constructor(private readonly clock: Clock) {}

  rests({ commandId }: Task): boolean {
    return (this.#rests.get(commandId)?.until ?? 0) > Date.parse(this.clock.now());
  }

  /** Answers with the moment at which it may be tried again. */
  put({ commandId }: Task): number {
    const tries = (this.#rests.get(commandId)?.tries ?? -1) + 1;
    const until = Date.parse(this.clock.now()) + Math.min(HOUR, SECOND * 2 ** tries);
    this.#rests.set(commandId, { tries, until });
    return until;
  }

  wake({ commandId }: Task): void {
    this.#rests.delete(commandId);
  }

  seen({ commandId }: Task): void {
    this.#seen.add(commandId);
  }

  /** After all that is due has been looked through: what was not seen is on no agenda any more. */
  forgetUnseen(): void {
    for (const id of this.#rests.keys()) if (!this.#seen.has(id)) this.#rests.delete(id);
    this.#seen.clear();
  }

  /** When the first of them may be tried again; never, if there are none. */
  next(): number {
    return [...this.#rests.values()].reduce((first, { until }) => Math.min(first, until), Infinity);
  }
}
