import { RecentCache, type ViewProgress } from '#eventing';

/** A list's response as it was sent. */
export interface CachedPage {
  readonly body: string;
  readonly link?: string;
}

interface Kept extends CachedPage {
  readonly position: number;
}

/**
 * The pages that were requested last, as text: many people read the same board again and again
 * while nothing happens. A page is valid while the views are at the position where it was built.
 */
export class PageCache {
  #pages: RecentCache<Kept>;
  #forgotten = 0;

  constructor(
    private readonly progress: Pick<ViewProgress, 'position'>,
    private readonly limit = 200,
  ) {
    this.#pages = new RecentCache(limit);
  }

  /** `key` names the principal and the query; the page must depend on these and the views alone. */
  async get(key: string, make: () => Promise<CachedPage>): Promise<CachedPage> {
    const known = this.#pages.get(key);
    if (known?.position === this.progress.position) return known;
    const { position } = this.progress;
    const forgotten = this.#forgotten;
    const page = await make();
    const isStill = position === this.progress.position && forgotten === this.#forgotten;
    if (isStill) this.#pages.set(key, { ...page, position });
    return page;
  }

  /** For when rows have changed without an event: after an erasure, or after a view was rebuilt. */
  forget(): void {
    this.#forgotten += 1;
    this.#pages = new RecentCache(this.limit);
  }
}
