import { LRUCache } from 'lru-cache';
import type { ViewProgress, ViewReader } from '#eventing';
import { ApiKeys, type Credential } from '#platform';

import { apiKeyView, type ApiKeyRow } from './api-key.view.js';
import { isSameHash, readKey, type PresentedKey } from './key.mapping.js';

const credentialOf = ({ tenant, id, name, scopes, expiresAt }: ApiKeyRow): Credential => ({
  principal: { tenant, role: 'integration', id, name, via: 'key', scopes },
  until: expiresAt ? Date.parse(expiresAt) : Number.POSITIVE_INFINITY,
});

/**
 * Finds keys in their view, and caches those used last until any key changes: a revoked key is
 * refused as soon as its revocation is answered.
 */
export class StoredApiKeys extends ApiKeys {
  readonly #found = new LRUCache<string, Credential>({ max: 10_000 });

  constructor(
    private readonly views: ViewReader,
    progress: ViewProgress,
    private readonly now: () => number = Date.now,
  ) {
    super();
    progress.onApplied((events) => {
      if (events.some(({ stream }) => stream.startsWith(`${apiKeyView.of}-`))) this.#found.clear();
    });
  }

  override find(key: string): Credential | undefined | Promise<Credential | undefined> {
    const presented = readKey(key);
    if (!presented) return undefined;
    const known = this.#found.get(presented.hash);
    return known ? this.#current(known) : this.#lookUp(presented);
  }

  async #lookUp({ tenant, id, hash }: PresentedKey): Promise<Credential | undefined> {
    const row = await this.views.get(apiKeyView, tenant, id);
    if (!row || row.revokedAt || !isSameHash(row.hash, hash)) return undefined;
    const credential = credentialOf(row);
    this.#found.set(hash, credential);
    return this.#current(credential);
  }

  #current(credential: Credential): Credential | undefined {
    return credential.until > this.now() ? credential : undefined;
  }
}
