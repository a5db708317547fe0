import { ViewPurger, type AnyView, type RecordedEvent, type RowPlace } from '#eventing';

import type { Purging } from './purging.js';
import type { ViewFile } from './view-file.js';

export class SqliteViewPurger extends ViewPurger {
  constructor(
    private readonly file: ViewFile,
    private readonly purging: Purging,
  ) {
    super();
  }

  async reproject(
    view: AnyView,
    rows: readonly RowPlace[],
    events: readonly RecordedEvent[],
    upTo: number,
  ) {
    await this.purging.ended();
    const { serving, copy } = this.file.generationsOf(view);
    const generations = copy ? [serving, copy] : [serving];
    if (generations.some(({ position }) => position > upTo)) return false;
    const writes = generations.map((generation) => generation.reproject(rows, events));
    this.file.connection.write(rows.length, () => writes.forEach((write) => write()));
    return true;
  }

  purge() {
    return this.purging.run(() => this.file.purge());
  }
}
