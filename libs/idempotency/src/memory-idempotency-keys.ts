import {
  IdempotencyKeys,
  KEPT_FOR,
  type StoredResponse,
  type Reservation,
  type Reserved,
} from './idempotency-keys.port.js';

interface Kept {
  readonly fingerprint: string;
  readonly since: number;
  readonly inFlight: boolean;
  readonly answer?: StoredResponse;
}

const outcomeOf = (kept: Kept, fingerprint: string): Reserved => {
  if (kept.fingerprint !== fingerprint) return { outcome: 'other' };
  if (kept.inFlight) return { outcome: 'in-flight' };
  if (kept.answer) return { outcome: 'answered', answer: kept.answer };
  return { outcome: 'go', since: kept.since, repeated: true };
};

/** For tests and experiments: everything is lost when the process ends. */
export class MemoryIdempotencyKeys extends IdempotencyKeys {
  readonly #kept = new Map<string, Kept>();

  override async reserve({ key, fingerprint, now }: Reservation): Promise<Reserved> {
    const kept = this.#kept.get(key);
    const fresh = !kept || (kept.since <= now - KEPT_FOR && !kept.inFlight);
    const outcome: Reserved = fresh
      ? { outcome: 'go', since: now, repeated: false }
      : outcomeOf(kept, fingerprint);
    if (outcome.outcome === 'go')
      this.#kept.set(key, { fingerprint, since: outcome.since, inFlight: true });
    return outcome;
  }

  override async settle(key: string, answer: StoredResponse): Promise<void> {
    this.#change(key, { inFlight: false, answer });
  }

  override release(key: string): void {
    this.#change(key, { inFlight: false });
  }

  override async sweep(now: number, limit: number): Promise<number> {
    const old = [...this.#kept]
      .filter(([, { since, inFlight }]) => since <= now - KEPT_FOR && !inFlight)
      .slice(0, limit);
    for (const [key] of old) this.#kept.delete(key);
    return old.length;
  }

  override async close(): Promise<void> {}

  #change(key: string, change: Partial<Kept>) {
    const kept = this.#kept.get(key);
    if (kept) this.#kept.set(key, { ...kept, ...change });
  }
}
