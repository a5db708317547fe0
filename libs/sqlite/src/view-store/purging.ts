/** Runs one purge at a time; writers wait for it. */
export class Purging {
  #running: Promise<void> | undefined;

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Resolves when no purge runs. Only the caller of a purge learns how it ended. */
  async ended(): Promise<void> {
    while (this.#running) await this.#running.catch(() => undefined);
  }

  /** One after the other; a file of some hundred megabytes takes seconds. */
  async run(purge: () => Promise<void>): Promise<void> {
    const before = this.#running?.catch(() => undefined) ?? Promise.resolve();
    const purging = before.then(purge);
    this.#running = purging;
    try {
      await purging;
    } finally {
      if (this.#running === purging) this.#running = undefined;
    }
  }
}
