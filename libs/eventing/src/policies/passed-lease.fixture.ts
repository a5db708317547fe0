import { Leases, type Lease, type LeaseHolder } from './leases.port.js';

/**
 * One lease that a spec gives to one holder after another; holders are in the order of their
 * requests.
 */
export class PassedLease extends Leases {
  readonly #asked: LeaseHolder[] = [];
  readonly #released = new Set<LeaseHolder>();
  #holder: LeaseHolder | undefined;

  hold(_name: string, holder: LeaseHolder): Lease {
    this.#asked.push(holder);
    return {
      release: async () => {
        this.#released.add(holder);
        if (this.#holder === holder) this.#holder = undefined;
      },
    };
  }

  /** Takes the lease from its holder, and gives it to another one. */
  giveTo(index: number): void {
    this.take();
    this.#holder = this.#asked[index]!;
    this.#holder.onGranted();
  }

  take(): void {
    const holder = this.#holder;
    this.#holder = undefined;
    holder?.onLost();
  }

  isReleasedBy(index: number): boolean {
    return this.#released.has(this.#asked[index]!);
  }
}
