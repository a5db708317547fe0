/** Lets one purge run at a time; whoever writes waits for it. */
export class Purging {
  #running: Promise<void> | undefined;

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Resolves when no purge runs. How a purge ended is told to whoever asked for it. */
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
