/** What is left of an allowance, for the RateLimit field. */
export interface Remainder {
  readonly left: number;
  /** Whole seconds until the window ends. */
  readonly resets: number;
}

/** Keys that are told apart in a window; all beyond share one count, so memory stays bounded. */
const TOLD_APART = 100_000;

/**
 * So many in a window of so many seconds, for each key. All keys share the window, which makes it
 * one look-up a request, and forgetting it one assignment.
 */
export class RateLimiter {
  #counts = new Map<string, number>();
  #ends = 0;

  constructor(
    readonly limit: number,
    readonly seconds: number,
    /** Milliseconds that only ever rise: a clock that is set back makes nobody wait. */
    private readonly elapsed: () => number = () => performance.now(),
  ) {}

  /** As the RateLimit-Policy field says it. */
  get policy(): string {
    return `"principal";q=${this.limit};w=${this.seconds}`;
  }

  /** Takes one; `left` below zero says that there was none to take. */
  take(key: string): Remainder {
    const resets = this.#turn();
    const place = this.#counts.size < TOLD_APART || this.#counts.has(key) ? key : '';
    const taken = (this.#counts.get(place) ?? 0) + 1;
    this.#counts.set(place, taken);
    return { left: this.limit - taken, resets };
  }

  /** What is left without taking. */
  look(key: string): Remainder {
    const resets = this.#turn();
    return { left: this.limit - (this.#counts.get(key) ?? 0), resets };
  }

  #turn(): number {
    const now = this.elapsed();
    if (now >= this.#ends) {
      this.#counts = new Map();
      this.#ends = now + this.seconds * 1000;
    }
    return Math.ceil((this.#ends - now) / 1000);
  }
}

const groupsOf = (part: string) => (part === '' ? [] : part.split(':'));

/** An address as far as one subscriber owns it: all of IPv4, the first 64 bits of IPv6. */
export const subscriberOf = (address: string): string => {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address;
  const [head = '', tail = ''] = address.split('::');
  const [before, after] = [groupsOf(head), groupsOf(tail)];
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after].slice(0, 4).join(':');
};
