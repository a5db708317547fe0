import type { EventStore } from '../log/event-store.port.js';
import type { CommandContext, Message } from '../messages.js';
import { streamRules } from '../refusal.js';
import { streamOf } from '../stream.js';
import type { ViewProgress } from '../views/view-progress.port.js';
import type { AnyDecider, Decider } from './decider.js';
import { handling, type Handle, type Receipt } from './handle.js';

/** What Commands tells whoever measures. */
export interface CommandGauge {
  readonly waiting: number;
  readonly done: number;
  readonly unseen: number;
}

/** Those who wait for one stream. */
interface Line {
  last: Promise<unknown> | undefined;
  length: number;
}

const QUEUE = 256;

/**
 * The way in for every command of this process. Rivals for one stream wait for each other here
 * instead of colliding in the store, and an answer waits until the views have its events.
 */
export class Commands {
  readonly #handles = new Map<AnyDecider, Handle<never>>();
  readonly #lines = new Map<string, Line>();
  #waiting = 0;
  #done = 0;
  #unseen = 0;

  constructor(
    private readonly store: EventStore,
    private readonly progress: ViewProgress,
  ) {}

  get gauge(): CommandGauge {
    return { waiting: this.#waiting, done: this.#done, unseen: this.#unseen };
  }

  /**
   * Carries out a command. Rejects with the decider's refusals, `stream.changed`, and `stream.busy`
   * when too many wait for the same stream. Its answer means: stored durably.
   */
  async send<State, Command extends Message & CommandContext, Event extends Message>(
    decider: Decider<State, Command, Event>,
    id: string,
    command: Command,
  ): Promise<Receipt> {
    const handle = this.#handleOf(decider);
    const stream = streamOf(decider.name, command.tenant, id);
    const receipt = await this.#inTurn(stream, () => handle(id, command));
    await this.#seen(receipt.position);
    this.#done += 1;
    return receipt;
  }

  #handleOf<State, Command extends Message & CommandContext, Event extends Message>(
    decider: Decider<State, Command, Event>,
  ): Handle<Command> {
    const known = this.#handles.get(decider);
    if (known) return known as Handle<Command>;
    const handle = handling(this.store, decider);
    this.#handles.set(decider, handle as Handle<never>);
    return handle;
  }

  async #inTurn<T>(stream: string, work: () => Promise<T>): Promise<T> {
    const line = this.#lines.get(stream) ?? { last: undefined, length: 0 };
    streamRules(line.length < QUEUE, 'busy');
    const turn = line.last ? line.last.then(work, work) : work();
    line.last = turn;
    line.length += 1;
    this.#lines.set(stream, line);
    this.#waiting += 1;
    try {
      return await turn;
    } finally {
      this.#waiting -= 1;
      line.length -= 1;
      if (line.length === 0) this.#lines.delete(stream);
    }
  }

  /** What is stored is stored: views that stand still delay an answer, they do not withhold it. */
  async #seen(position: number): Promise<void> {
    if (this.progress.position >= position) return;
    if (!(await this.progress.waitFor(position))) this.#unseen += 1;
  }
}
