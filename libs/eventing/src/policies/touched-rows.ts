import type { RecordedEvent } from '../messages.js';
import { handles, keyOf } from '../views/view.js';
import type { AnyPolicy } from './policy.js';

/** A row of a policy that an event changed. */
export interface TouchedRow {
  readonly policy: AnyPolicy;
  readonly tenant: string;
  readonly key: string;
}

/** How many changed rows are kept; with more, everything that is due is read instead. */
const MOST = 1000;

/** The rows of policies that events have changed since they were last taken. */
export class TouchedRows {
  readonly #rows = new Map<string, TouchedRow>();

  constructor(private readonly policies: readonly AnyPolicy[]) {}

  get isEmpty(): boolean {
    return this.#rows.size === 0;
  }

  /** Returns false, and forgets all of them, when there are too many. */
  note(events: readonly RecordedEvent[]): boolean {
    for (const policy of this.policies)
      for (const event of events.filter((one) => handles(policy, one))) this.#add(policy, event);
    if (this.#rows.size <= MOST) return true;
    this.clear();
    return false;
  }

  take(count: number): readonly TouchedRow[] {
    const taken = [...this.#rows].slice(0, count);
    for (const [place] of taken) this.#rows.delete(place);
    return taken.map(([, row]) => row);
  }

  clear(): void {
    this.#rows.clear();
  }

  #add(policy: AnyPolicy, event: RecordedEvent) {
    const { tenant } = event.meta;
    const key = keyOf(policy, event);
    this.#rows.set(`${policy.name}\0${tenant}\0${key}`, { policy, tenant, key });
  }
}
