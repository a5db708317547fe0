import type { ServerResponse } from 'node:http';
import type { RecordedEvent } from '#eventing';

/** What a principal sees of an event; undefined if nothing. */
export interface StreamedEvent {
  readonly event: string;
  readonly data: unknown;
}

/** It may return a promise if it must look something up; events are still sent in order. */
export type EventFilter = (
  event: RecordedEvent,
) => StreamedEvent | undefined | Promise<StreamedEvent | undefined>;

/** How much may wait for a slow client before it is disconnected. */
const WAITING_EVENTS = 10_000;
const WAITING_BYTES = 1_048_576;

/** One connection. Every message carries the position, so that the client can resume there. */
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

  /** The position of the last event received; it may not be sent yet. */
  get position(): number {
    return this.#heard;
  }

  set position(position: number) {
    this.#heard = position;
    this.#told = position;
  }

  /** Receives new events; they wait until earlier ones are sent. */
  receive(events: readonly RecordedEvent[]): void {
    if (!this.#waiting) return events.forEach((event) => this.tell(event));
    if (this.#waiting.length + events.length > WAITING_EVENTS) return this.drop();
    this.#waiting.push(...events);
  }

  /** From now on events are sent as they arrive. */
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

  /** An event that needs a look-up is sent when that is done, and later events after it. */
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
      // Both at once, so that a look-up that fails early is not an unhandled rejection.
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

  /** A heartbeat, which also moves the position to resume from. */
  heartbeat(): void {
    this.#write(`: still here\nid: ${this.#told}\n\n`);
  }

  /** Ends the connection in order; the client reconnects after `retry` milliseconds. */
  end(retry: number): void {
    this.raw.end(`retry: ${retry}\n\n`);
  }

  drop(): void {
    this.raw.destroy();
  }

  /** Resolves when everything was sent, or the client has disconnected. */
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
