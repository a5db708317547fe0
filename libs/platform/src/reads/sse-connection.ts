import type { ServerResponse } from 'node:http';
import type { RecordedEvent } from '#eventing';

/** What somebody is told of an event; nothing where it is not for them. */
export interface StreamedEvent {
  readonly event: string;
  readonly data: unknown;
}

/** What has to be looked up first may be promised; it is told in order all the same. */
export type EventFilter = (
  event: RecordedEvent,
) => StreamedEvent | undefined | Promise<StreamedEvent | undefined>;

/** What may wait for a listener before it is let go. */
const WAITING_EVENTS = 10_000;
const WAITING_BYTES = 1_048_576;

/** One who listens. Everything that is sent carries the position, so that it can be resumed there. */
export class SseConnection {
  #waiting: RecordedEvent[] | undefined = [];

  constructor(
    readonly tenant: string,
    readonly principal: string,
    private readonly raw: ServerResponse,
    private readonly filter: EventFilter,
  ) {}

  #heard = 0;
  #told = 0;
  #telling: Promise<void> | undefined;
  #unsaid = 0;

  /** The position up to which everything was heard; it is told in a moment, if it is not yet. */
  get position(): number {
    return this.#heard;
  }

  set position(position: number) {
    this.#heard = position;
    this.#told = position;
  }

  /** What happens now; it waits while what happened before is still being told. */
  receive(events: readonly RecordedEvent[]): void {
    if (!this.#waiting) return events.forEach((event) => this.tell(event));
    if (this.#waiting.length + events.length > WAITING_EVENTS) return this.drop();
    this.#waiting.push(...events);
  }

  /** From now on events are told as they come. */
  caughtUp(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = undefined;
    waiting.forEach((event) => this.tell(event));
  }

  tell(event: RecordedEvent): void {
    if (event.position <= this.#heard) return;
    this.#heard = event.position;
    const told = event.meta.tenant === this.tenant ? this.filter(event) : undefined;
    if (this.#telling || told instanceof Promise) this.#queue(event.position, told);
    else this.#tell(event.position, told);
  }

  /** What has to be looked up is told when it is there, and what comes after it after it. */
  #queue(position: number, told: ReturnType<EventFilter>) {
    if (this.#unsaid >= WAITING_EVENTS) return this.drop();
    this.#unsaid += 1;
    const telling = this.#inTurn(this.#telling, position, told).finally(() => {
      this.#unsaid -= 1;
      if (this.#telling === telling) this.#telling = undefined;
    });
    this.#telling = telling;
  }

  async #inTurn(turn: Promise<void> | undefined, position: number, told: ReturnType<EventFilter>) {
    try {
      // Both at once, so that a look-up that fails before its turn is no crash.
      const [found] = await Promise.all([told, turn]);
      this.#tell(position, found);
    } catch {
      this.drop();
    }
  }

  #tell(position: number, told: StreamedEvent | undefined) {
    this.#told = position;
    if (told) this.say(told);
  }

  say({ event, data }: StreamedEvent): void {
    this.#write(`id: ${this.#told}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** A sign of life that also moves the place to resume from. */
  heartbeat(): void {
    this.#write(`: still here\nid: ${this.#told}\n\n`);
  }

  /** Ends it in order; the client comes back after `retry` milliseconds. */
  end(retry: number): void {
    this.raw.end(`retry: ${retry}\n\n`);
  }

  drop(): void {
    this.raw.destroy();
  }

  /** Resolves when what was sent has left, or the listener has. */
  async drained(): Promise<void> {
    await this.#telling;
    if (!this.raw.writableNeedDrain || this.raw.destroyed) return;
    await new Promise<void>((go) => {
      this.raw.once('drain', go).once('close', go);
    });
  }

  get gone(): boolean {
    return this.raw.destroyed || this.raw.writableEnded;
  }

  #write(text: string) {
    if (this.gone) return;
    this.raw.write(text);
    if (this.raw.writableLength > WAITING_BYTES) this.drop();
  }
}
