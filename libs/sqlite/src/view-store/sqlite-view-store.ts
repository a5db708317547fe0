import { checkLayout, type AnyView, type ViewStore } from '#eventing';

import { Purging } from './purging.js';
import { SqliteViewPurger } from './sqlite-view-purger.js';
import { SqliteViewReader } from './sqlite-view-reader.js';
import { SqliteViewRebuilder } from './sqlite-view-rebuilder.js';
import { SqliteViewWriter } from './sqlite-view-writer.js';
import type { CommitLimits } from './view-connection.js';
import { ViewFile } from './view-file.js';

export interface ViewStoreOptions extends CommitLimits {
  /** Up to how many ids a query starts with the list; with more, it tests each row against it. */
  readonly short: number;
}

/**
 * Views in a SQLite file of their own, which may be deleted while it is closed: it can be rebuilt
 * from the log. Rows and position are committed together, several batches at a time, so what is
 * lost is projected again.
 */
export class SqliteViewStore implements ViewStore {
  static open(
    file: string,
    views: readonly AnyView[],
    { short = 500, ...limits }: Partial<ViewStoreOptions> = {},
  ): SqliteViewStore {
    views.forEach(checkLayout);
    return new SqliteViewStore(new ViewFile(file, views, limits), short);
  }

  readonly reader: SqliteViewReader;
  readonly writer: SqliteViewWriter;
  readonly rebuilder: SqliteViewRebuilder;
  readonly purger: SqliteViewPurger;
  readonly #purging = new Purging();

  private constructor(
    private readonly file: ViewFile,
    short: number,
  ) {
    this.reader = new SqliteViewReader(file, short);
    this.writer = new SqliteViewWriter(file, this.#purging);
    this.rebuilder = new SqliteViewRebuilder(file, this.#purging);
    this.purger = new SqliteViewPurger(file, this.#purging);
  }

  async close() {
    await this.#purging.ended();
    await this.file.connection.close();
  }
}
