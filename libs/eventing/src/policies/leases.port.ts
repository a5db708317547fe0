/** Called when a lease is granted or lost; one call at a time, `onGranted` first. */
export interface LeaseHolder {
  onGranted(): void;
  /** Start nothing new from now on: another process may hold the lease already. */
  onLost(): void;
}

export interface Lease {
  /** Gives the lease back, or stops waiting for it. The holder is not called after that. */
  release(): Promise<void>;
}

/**
 * Grants work that only one of several processes may do at a time. A lost lease is granted again as
 * soon as possible, so one request is enough.
 */
export abstract class Leases {
  abstract hold(name: string, holder: LeaseHolder): Lease;
}
