import type { Credential } from './credential.js';

/** API keys of machines. The platform looks them up; a context stores them. */
export abstract class ApiKeys {
  /** The credential of a presented key; undefined when the key is unknown or no longer valid. */
  abstract find(key: string): Credential | undefined | Promise<Credential | undefined>;
}

/** For apps without API keys. */
export class NoApiKeys extends ApiKeys {
  override find(): undefined {
    return undefined;
  }
}
