import { ViewWriter, type RecordedEvent } from '#eventing';

import type { Generation } from './generation.js';
import type { Purging } from './purging.js';
import type { ViewFile } from './view-file.js';

export class SqliteViewWriter extends ViewWriter {
  constructor(
    private readonly file: ViewFile,
    private readonly purging: Purging,
  ) {
    super();
  }

  async apply(events: readonly RecordedEvent[]) {
    if (this.purging.isRunning) await this.purging.ended();
    this.file.offer(events, () => this.file.count(events, () => this.#following()));
  }

  async position() {
    return this.file.position;
  }

  /**
   * The serving generations that have not stopped, and the copies that have caught up with them.
   */
  #following(): readonly Generation[] {
    return [...this.file.generations.values()].flatMap(({ serving, copy }) => [
      ...(serving.fault === undefined ? [serving] : []),
      ...(copy && copy.fault === undefined && copy.position >= this.file.applied ? [copy] : []),
    ]);
  }
}
