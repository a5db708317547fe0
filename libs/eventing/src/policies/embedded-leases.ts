import { Leases, type Lease, type LeaseHolder } from './leases.port.js';

/** For one process on one machine, which owns its data directory: every lease is granted for good. */
export class EmbeddedLeases extends Leases {
  hold(_name: string, holder: LeaseHolder): Lease {
    holder.onGranted();
    return { release: async () => undefined };
  }
}
