import { yieldToEventLoop } from '#eventing';

/** Does once, for all that one turn of the event loop asks for, what costs a transaction. */
export class TurnBatch<Asked, Answer> {
  #wanted = new Set<Asked>();
  #working: Promise<Answer> | undefined;

  constructor(private readonly work: (asked: readonly Asked[]) => Answer) {}

  /** Answers with what was found for everything that the turn asked for. */
  ask(all: readonly Asked[]): Promise<Answer> {
    for (const one of all) this.#wanted.add(one);
    this.#working ??= yieldToEventLoop().then(() => {
      const wanted = [...this.#wanted];
      this.#wanted = new Set();
      this.#working = undefined;
      return this.work(wanted);
    });
    return this.#working;
  }

  /** Resolves when nothing is under way; never rejects. */
  async idle(): Promise<void> {
    await this.#working?.catch(() => {});
  }
}
