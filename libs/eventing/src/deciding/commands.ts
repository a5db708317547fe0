import type { EventStore } from '../log/event-store.port.js';
import type { CommandContext, Message } from '../messages.js';
import { streamRules } from '../refusal.js';
import { streamOf } from '../stream.js';
import type { ViewProgress } from '../views/view-progress.port.js';
import type { AnyDecider, Decider } from './decider.js';
import { handling, type Handle, type Receipt } from './handle.js';

/** What `Commands` reports to metrics. */
export interface CommandGauge {
  readonly waiting: number;
  readonly done: number;
  readonly unseen: number;
}

/** The commands that wait for one stream. */
interface Line {
  last: Promise<unknown> | undefined;
  length: number;
}

const QUEUE = 256;

/**
 * Every command of this process passes through here. Commands for the same stream wait for each
 * other here instead of conflicting in the store, and a command resolves only when the views have
 * its events.
 */
export class Commands {
  readonly #handles = new Map<AnyDecider, Handle<never>>();
  readonly #lines = new Map<string, Line>();
  #waiting = 0;
  #done = 0;
  #unseen = 0;
  #answered = 0;

  constructor(
    private readonly store: EventStore,
    private readonly progress: ViewProgress,
  ) {}

  get gauge(): CommandGauge {
    return { waiting: this.#waiting, done: this.#done, unseen: this.#unseen };
  }

  /** Whether something was answered that the views do not show yet. */
  get isAhead(): boolean {
    return this.progress.position < this.#answered;
  }

  /**
   * Carries out a command. Rejects with the decider's refusals, with `stream.changed`, and with
   * `stream.busy` when too many commands wait for the same stream. When it resolves, the events are
   * stored durably.
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
    this.#answered = Math.max(this.#answered, receipt.position);
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

  /**
   * The events are stored already, so views that have stopped delay the receipt but do not prevent
   * it.
   */
  async #seen(position: number): Promise<void> {
    if (this.progress.position >= position) return;
    if (!(await this.progress.waitFor(position))) this.#unseen += 1;
  }
}
