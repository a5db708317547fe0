import {
  EventStore,
  LogSubscriptions,
  type LogRange,
  type NewEvent,
  type Receive,
  type RecordedEvent,
  type Resumption,
  serialize,
  serializeRecorded,
  type StreamRange,
  streamRules,
  type Subscription,
} from '#eventing';

import { Checkpointer } from '../connection/checkpointer.js';
import { type Durability, durabilityOf } from '../connection/database.js';
import { EventFile, type EventFileOptions } from './event-file.js';
import type { Outcome } from './event-writer.js';
import { type FaultKind, faultKindOf, StoreFault } from './fault.js';
import { GroupCommit, type GroupLimits, usualLimits, type Waiting } from './group-commit.js';

export interface EventStoreOptions
  extends Partial<GroupLimits>, Pick<EventFileOptions, 'busyMilliseconds' | 'clock'> {
  /** Milliseconds between two looks for what another process has written. */
  readonly look?: number;
  /** Told about each fault below the store, for the log. */
  readonly onFault?: (error: unknown) => void;
}

/** What health tells about the log. */
export interface EventStoreHealth extends Durability {
  /** Events that wait to be written. */
  readonly waiting: number;
  /** Why nothing can be stored now. */
  readonly fault?: string;
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

const tell = ({ resolve, reject }: Waiting, outcome: Outcome) =>
  'error' in outcome ? reject(outcome.error) : resolve(outcome.events);

/**
 * The log in one SQLite file (WAL, `synchronous=FULL`). An append is acknowledged after the commit
 * that made it durable; the appends of one turn share a commit. Subscribers are given what was
 * committed in the same turn, before the appends are answered.
 *
 * Uses the main loop: a commit is one fsync, and everything that waits meanwhile is in the next one.
 */
export class SqliteEventStore extends EventStore {
  #file: EventFile | undefined;
  #durability: Durability;
  #fault: string | undefined;
  #closing: Promise<void> | undefined;
  #checkpointer: Checkpointer;
  readonly #group: GroupCommit;
  readonly #subscriptions: LogSubscriptions;
  readonly #looking: NodeJS.Timeout;

  private constructor(
    private readonly path: string,
    private readonly options: EventStoreOptions,
  ) {
    super();
    this.#file = EventFile.open(path, options);
    this.#durability = durabilityOf(this.#file.database);
    this.#checkpointer = new Checkpointer(path);
    this.#group = new GroupCommit((group) => this.#write(group), { ...usualLimits, ...options });
    this.#subscriptions = new LogSubscriptions({
      head: () => this.#file?.writer.position ?? 0,
      page: (after, limit) => this.#open.table.readAll(after, limit),
    });
    this.#looking = setInterval(() => this.#look(), options.look ?? 500).unref();
  }

  /** Opens the file, or makes it; checks its last events. One process at a time: `lockDirectory`. */
  static open(file: string, options: EventStoreOptions = {}): SqliteEventStore {
    return new SqliteEventStore(file, options);
  }

  health(): EventStoreHealth {
    const waiting = this.#group.waiting;
    return {
      ...this.#durability,
      waiting,
      ...(this.#fault !== undefined && { fault: this.#fault }),
    };
  }

  /** Where the log went on after it was restored. */
  resumptions(): readonly Resumption[] {
    return this.#open.table.resumptions;
  }

  async append(
    stream: string,
    version: number,
    events: readonly NewEvent[],
  ): Promise<readonly RecordedEvent[]> {
    return this.#group.add(stream, version, events.map(serialize));
  }

  async appendRecorded(
    stream: string,
    version: number,
    events: readonly RecordedEvent[],
  ): Promise<readonly RecordedEvent[]> {
    return this.#group.add(stream, version, events.map(serializeRecorded));
  }

  async read(stream: string, range: StreamRange = {}): Promise<readonly RecordedEvent[]> {
    const { from, limit, backwards = false } = range;
    const { table } = this.#open;
    return backwards ? table.readBack(stream, from, limit) : table.read(stream, from ?? 0, limit);
  }

  async readAll({ after, limit, backwards = false }: LogRange): Promise<readonly RecordedEvent[]> {
    const { table } = this.#open;
    return backwards ? table.readAllBack(after, limit) : table.readAll(after ?? 0, limit);
  }

  async head(): Promise<number> {
    return this.#open.table.last();
  }

  subscribe(after: number, receive: Receive): Subscription {
    return this.#subscriptions.subscribe(after, receive);
  }

  /** Writes what was accepted, stops the subscriptions, and leaves one file behind. */
  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  get #open(): EventFile {
    if (this.#file) return this.#file;
    throw new StoreFault(`The log cannot be read or written: ${this.#fault ?? 'it is closed'}.`);
  }

  #write(group: readonly Waiting[]) {
    try {
      this.#recover();
      const file = this.#open;
      const { outcomes, fresh, after } = file.writer.write(group);
      this.#fault = undefined;
      this.#subscriptions.publish(fresh, after);
      for (const [index, waiting] of group.entries()) tell(waiting, outcomes[index]!);
      this.#checkpointer.committed(file.database, bytesOf(group));
    } catch (error) {
      this.#failed(group, error);
    }
  }

  #failed(group: readonly Waiting[], error: unknown) {
    this.options.onFault?.(error);
    const after = faults[faultKindOf(error) ?? 'broken'];
    for (const { reject } of group) reject(after.answer(error));
    if (after.isFault) this.#fault = messageOf(error);
    if (!after.reopen) return;
    this.#group.fail(after.answer(error));
    this.#abandon();
    this.#recover();
  }

  #abandon() {
    const file = this.#file;
    this.#file = undefined;
    try {
      file?.database.close();
    } catch (error) {
      this.options.onFault?.(error);
    }
  }

  /** Opens the file again after a fault. While that fails, nothing is read or written. */
  #recover() {
    if (this.#file || this.#closing) return;
    try {
      this.#file = EventFile.open(this.path, { ...this.options, recovered: true });
      this.#fault = undefined;
      this.#subscriptions.publish();
    } catch (error) {
      this.#fault = messageOf(error);
    }
  }

  #look() {
    try {
      this.#recover();
      if (this.#fault !== undefined) this.#probe();
      if (this.#file?.writer.look()) this.#subscriptions.publish();
    } catch (error) {
      this.options.onFault?.(error);
    }
  }

  /** After a full disk: whether it can be written again, so that health tells before anybody asks. */
  #probe() {
    this.#file?.probe();
    if (this.#file) this.#fault = undefined;
  }

  async #close(): Promise<void> {
    clearInterval(this.#looking);
    this.#group.close();
    await this.#subscriptions.stop();
    await this.#checkpointer.close();
    const file = this.#file;
    this.#file = undefined;
    file?.close();
  }
}

const bytesOf = (group: readonly Waiting[]) => group.reduce((sum, { bytes }) => sum + bytes, 0);

interface Afterwards {
  readonly answer: (error: unknown) => unknown;
  /** Whether health tells of it. */
  readonly isFault: boolean;
  readonly reopen: boolean;
}

const unknown = (error: unknown) =>
  error instanceof StoreFault
    ? error
    : new StoreFault(`It is not known whether this was stored: ${messageOf(error)}`, error);

const busy = (error: unknown) => {
  try {
    return streamRules(false, 'busy');
  } catch (refusal) {
    return refusal ?? error;
  }
};

/** After an error of a write or a flush nothing that the connection remembers can be relied on. */
const faults: Readonly<Record<FaultKind, Afterwards>> = {
  busy: { answer: busy, isFault: false, reopen: false },
  full: { answer: unknown, isFault: true, reopen: false },
  broken: { answer: unknown, isFault: true, reopen: true },
};
