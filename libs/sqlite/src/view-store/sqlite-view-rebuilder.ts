import { ViewFault, ViewRebuilder, type AnyView, type RecordedEvent } from '#eventing';

import { isSame } from './layout.js';
import type { Purging } from './purging.js';
import type { ViewFile } from './view-file.js';

export class SqliteViewRebuilder extends ViewRebuilder {
  constructor(
    private readonly file: ViewFile,
    private readonly purging: Purging,
  ) {
    super();
  }

  async beginRebuild(view: AnyView) {
    await this.purging.ended();
    const { serving, copy } = this.file.generationsOf(view);
    if (!copy || !isSame(copy.layout, serving.view))
      this.file.reshape(() => {
        if (copy) this.file.drop(copy.id);
        this.file.create(serving.view, false);
      });
    return { position: this.file.begin(this.file.copyOf(view)) };
  }

  async fill(view: AnyView, events: readonly RecordedEvent[]) {
    if (this.purging.isRunning) await this.purging.ended();
    this.file.fill(events, this.file.copyOf(view));
    const { position, fault } = this.file.copyOf(view);
    if (fault !== undefined) throw new ViewFault(fault);
    return position;
  }

  async swap(view: AnyView) {
    await this.purging.ended();
    return this.file.reshape(() => {
      const { serving } = this.file.generationsOf(view);
      const { id, position, fault } = this.file.copyOf(view);
      if (fault !== undefined || position < Math.max(this.file.applied, serving.position))
        return false;
      this.file.drop(serving.id);
      this.file.serve(id);
      return true;
    });
  }

  async outdated() {
    const serving = [...this.file.generations.values()].map((all) => all.serving);
    return serving.filter(({ current }) => !current).map(({ view }) => view);
  }
}
