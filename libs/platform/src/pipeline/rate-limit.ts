/** What is left of a quota, for the RateLimit field. */
export interface Remainder {
  readonly left: number;
  /** Whole seconds until the window ends. */
  readonly resets: number;
}

/** How many keys a window counts separately; all others share one count, so memory stays bounded. */
const SEPARATE = 100_000;

/**
 * Allows `limit` requests for each key in a window of `seconds`. All keys share the window, so a
 * request costs one look-up, and a new window one assignment.
 */
export class RateLimiter {
  #counts = new Map<string, number>();
  #ends = 0;

  constructor(
    readonly limit: number,
    readonly seconds: number,
    /** Milliseconds of a monotonic clock, so that nobody waits because the clock was set back. */
    private readonly elapsed: () => number = () => performance.now(),
  ) {}

  /** The value of the RateLimit-Policy field. */
  get policy(): string {
    return `"principal";q=${this.limit};w=${this.seconds}`;
  }

  /** Takes one; `left` below zero means that none was left. */
  take(key: string): Remainder {
    const resets = this.#turn();
    const place = this.#counts.size < SEPARATE || this.#counts.has(key) ? key : '';
    const taken = (this.#counts.get(place) ?? 0) + 1;
    this.#counts.set(place, taken);
    return { left: this.limit - taken, resets };
  }

  /** What is left; takes none. */
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

/** The part of an address that one subscriber owns: all of IPv4, the first 64 bits of IPv6. */
export const subscriberOf = (address: string): string => {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address;
  const [head = '', tail = ''] = address.split('::');
  const [before, after] = [groupsOf(head), groupsOf(tail)];
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after].slice(0, 4).join(':');
};
