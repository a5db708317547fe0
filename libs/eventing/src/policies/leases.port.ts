/** What is told when a lease comes and goes; called one at a time, first `onGranted`. */
export interface LeaseHolder {
  onGranted(): void;
  /** Nothing new may be begun from here on: somebody else may hold the lease already. */
  onLost(): void;
}

export interface Lease {
  /** Gives the lease back, or stops waiting for it. The holder is not called any more. */
  release(): Promise<void>;
}

/**
 * Says which of several processes does a work that only one must do at a time. A lease that was lost
 * is granted again as soon as it can be, so it is asked for once.
 */
export abstract class Leases {
  abstract hold(name: string, holder: LeaseHolder): Lease;
}
