import type { DatabaseSync } from 'node:sqlite';
import {
  IdempotencyKeys,
  KEPT_FOR,
  type StoredResponse,
  type Reservation,
  type Reserved,
} from '#idempotency';

import { durabilityOf, openDatabase, type Durability } from '../connection/database.js';

/** A key that waits to be written, and the callbacks for its result. */
interface Waiting extends Reservation {
  readonly resolve: (reserved: Reserved) => void;
  readonly reject: (error: unknown) => void;
}

interface Row {
  readonly fingerprint: string;
  readonly since: number;
  readonly status: number | null;
  readonly headers: string | null;
  readonly body: string | null;
  readonly content: string | null;
}

const SCHEMA = `
  create table if not exists keys (
    key text not null unique,
    fingerprint text not null,
    since integer not null,
    status integer,
    headers text,
    body text,
    content text
  ) strict;
  create index if not exists keys_since on keys (since);
`;

const statementsOf = (database: DatabaseSync) => ({
  find: database.prepare(
    'select fingerprint, since, status, headers, body, content from keys where key = ?',
  ),
  reserve: database.prepare(
    `insert into keys (key, fingerprint, since) values (?, ?, ?)
     on conflict (key) do update set fingerprint = excluded.fingerprint, since = excluded.since,
       status = null, headers = null, body = null, content = null`,
  ),
  settle: database.prepare(
    'update keys set status = ?, headers = ?, body = ?, content = ? where key = ?',
  ),
  sweep: database.prepare(
    `delete from keys where rowid in (select rowid from keys where since <= ? order by since limit ?)`,
  ),
});

const answerOf = ({ status, headers, body, content }: Row): StoredResponse | undefined =>
  status === null
    ? undefined
    : {
        status,
        headers: JSON.parse(headers ?? '{}') as Record<string, string>,
        body: body ?? '',
        ...(content !== null && { content }),
      };

/** A file of an earlier version has no column for the hash of an upload. */
const addContent = (database: DatabaseSync) => {
  const columns = database.prepare('pragma table_info(keys)').all();
  if (!columns.some(({ name }) => name === 'content'))
    database.exec('alter table keys add column content text');
};

const LAZY = 250;

/**
 * Idempotency keys in a SQLite file of their own. A reservation is on disk before it resolves; all
 * reservations of one turn of the event loop share a commit. Responses are written with the next
 * commit, or within a quarter of a second: losing one costs another read of the log.
 */
export class SqliteIdempotencyKeys extends IdempotencyKeys {
  readonly #database: DatabaseSync;
  readonly #statements: ReturnType<typeof statementsOf>;
  readonly #inFlight = new Map<string, string>();
  readonly #answers = new Map<
    string,
    { readonly fingerprint: string; readonly answer: StoredResponse }
  >();
  #waiting: Waiting[] = [];
  #scheduled = false;
  #timer: NodeJS.Timeout | undefined;

  static open(file: string): SqliteIdempotencyKeys {
    return new SqliteIdempotencyKeys(file);
  }

  private constructor(file: string) {
    super();
    this.#database = openDatabase(file, { synchronous: 'FULL', cacheKiB: 8192 });
    this.#database.exec(SCHEMA);
    addContent(this.#database);
    this.#statements = statementsOf(this.#database);
  }

  get durability(): Durability {
    return durabilityOf(this.#database);
  }

  override async reserve(reservation: Reservation): Promise<Reserved> {
    const known = this.#known(reservation);
    if (known) return known;
    this.#inFlight.set(reservation.key, reservation.fingerprint);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...reservation, resolve, reject });
      this.#schedule();
    });
  }

  override async settle(key: string, answer: StoredResponse): Promise<void> {
    const fingerprint = this.#inFlight.get(key);
    this.#inFlight.delete(key);
    if (fingerprint === undefined) return;
    this.#answers.set(key, { fingerprint, answer });
    this.#timer ??= setTimeout(() => this.#flush(), LAZY).unref();
  }

  override release(key: string): void {
    this.#inFlight.delete(key);
  }

  override async sweep(now: number, limit: number): Promise<number> {
    return Number(this.#statements.sweep.run(now - KEPT_FOR, limit).changes);
  }

  override async close(): Promise<void> {
    if (!this.#database.isOpen) return;
    this.#flush();
    this.#database.close();
  }

  #known({ key, fingerprint, now }: Reservation): Reserved | undefined {
    const inFlight = this.#inFlight.get(key);
    if (inFlight !== undefined)
      return { outcome: inFlight === fingerprint ? 'in-flight' : 'other' };
    const fresh = this.#answers.get(key);
    if (fresh)
      return fresh.fingerprint === fingerprint
        ? { outcome: 'answered', answer: fresh.answer }
        : { outcome: 'other' };
    const row = this.#statements.find.get(key) as unknown as Row | undefined;
    return row && row.since > now - KEPT_FOR ? this.#stored(row, key, fingerprint) : undefined;
  }

  #stored(row: Row, key: string, fingerprint: string): Reserved {
    if (row.fingerprint !== fingerprint) return { outcome: 'other' };
    const answer = answerOf(row);
    if (answer) return { outcome: 'answered', answer };
    this.#inFlight.set(key, fingerprint);
    return { outcome: 'go', since: row.since, repeated: true };
  }

  #schedule() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.#flush());
  }

  #flush() {
    this.#scheduled = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const waiting = this.#waiting;
    this.#waiting = [];
    if (!this.#database.isOpen || (waiting.length === 0 && this.#answers.size === 0)) return;
    try {
      this.#write(waiting);
    } catch (error) {
      this.#fail(waiting, error);
      return;
    }
    this.#answers.clear();
    for (const { now, resolve } of waiting) resolve({ outcome: 'go', since: now, repeated: false });
  }

  #write(waiting: readonly Waiting[]) {
    const { reserve, settle } = this.#statements;
    this.#database.exec('begin immediate');
    try {
      for (const { key, fingerprint, now } of waiting) reserve.run(key, fingerprint, now);
      for (const [key, { answer }] of this.#answers) {
        const { status, headers, body, content = null } = answer;
        settle.run(status, JSON.stringify(headers), body, content, key);
      }
      this.#database.exec('commit');
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('rollback');
      throw error;
    }
  }

  /** Nothing was reserved; responses wait for the next commit. */
  #fail(waiting: readonly Waiting[], error: unknown) {
    for (const { key, reject } of waiting) {
      this.#inFlight.delete(key);
      reject(error);
    }
  }
}
