import { Leases, type Lease, type LeaseHolder } from './leases.port.js';

/** For one process that owns its data directory: every lease is granted at once and never lost. */
export class EmbeddedLeases extends Leases {
  hold(_name: string, holder: LeaseHolder): Lease {
    holder.onGranted();
    return { release: async () => undefined };
  }
}
