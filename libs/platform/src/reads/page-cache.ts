import { RecentCache, type ViewProgress } from '#eventing';

/** An answer of a list as it went out. */
export interface CachedPage {
  readonly body: string;
  readonly link?: string;
}

interface Kept extends CachedPage {
  readonly position: number;
}

/**
 * Pages that were asked for last, as text: many look at the same board again and again while nothing
 * happens. A page is good as long as the views are where they were when it was made.
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

  /** `key` says who asks for what; what is made must follow from that and from the views alone. */
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

  /** When rows have changed although nothing happened: somebody was forgotten, a view was rebuilt. */
  forget(): void {
    this.#forgotten += 1;
    this.#pages = new RecentCache(this.limit);
  }
}
