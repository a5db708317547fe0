import type { Clock } from './clock.js';

interface Alarm {
  readonly at: number;
  readonly go: () => void;
}

/** A clock for specs: it moves when a spec moves it, and by what it is told passes by itself. */
export class TestClock implements Clock {
  #wall: number;
  #passed = 0;
  readonly #alarms = new Set<Alarm>();

  constructor(
    now: string,
    private readonly byItself: () => number = () => 0,
  ) {
    this.#wall = Date.parse(now);
  }

  now(): string {
    return new Date(this.#wall + this.byItself()).toISOString();
  }

  after(milliseconds: number, go: () => void): () => void {
    const alarm = { at: this.#passed + milliseconds, go };
    this.#alarms.add(alarm);
    return () => this.#alarms.delete(alarm);
  }

  /** Lets time pass; timers fire at their moments, each once. */
  advance(milliseconds: number): void {
    const end = this.#passed + milliseconds;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#alarms.delete(next);
      this.#move(next.at - this.#passed);
      next.go();
    }
    this.#move(end - this.#passed);
  }

  /** Sets the time of day, as an operator or a time server does; no time passes. */
  set(now: string): void {
    this.#wall = Date.parse(now);
  }

  get alarms(): number {
    return this.#alarms.size;
  }

  #next(end: number): Alarm | undefined {
    return [...this.#alarms].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
  }

  #move(milliseconds: number) {
    this.#passed += milliseconds;
    this.#wall += milliseconds;
  }
}
