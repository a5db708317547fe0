import { Leases, type Lease, type LeaseHolder } from './leases.port.js';

/** One lease that goes from hand to hand as a spec says; the holders are in the order in which they asked. */
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

  /** Takes it from whoever holds it, and gives it to one of those who asked. */
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
