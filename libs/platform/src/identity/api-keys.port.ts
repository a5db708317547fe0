import type { Credential } from './credential.js';

/** Keys of machines. The platform asks; whoever keeps them answers. */
export abstract class ApiKeys {
  /** Who a presented key stands for; undefined when it is not, or no longer, one of ours. */
  abstract find(key: string): Credential | undefined | Promise<Credential | undefined>;
}

/** Where there are none. */
export class NoApiKeys extends ApiKeys {
  override find(): undefined {
    return undefined;
  }
}
