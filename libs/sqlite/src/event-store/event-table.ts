import { deserialize, readEnvelope, type RecordedEvent, type Resumption } from '#eventing';

import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { valueOf } from '../connection/database.js';
import { NEXT, resumptionsIn } from './resumptions.js';

/** An event's bytes come as one blob, leaf, envelope, data: three would cost three times as much. */
type Row = readonly [
  position: number,
  leafSize: number,
  envelopeSize: number,
  bytes: Uint8Array<ArrayBuffer>,
];

/** Where a stream ends. */
export interface Head {
  /** The position of the stream's first event, which is its number; 0 for a stream without any. */
  readonly stream: number;
  readonly version: number;
  /** Hex of the leaf hash of its last event. */
  readonly prev: string | undefined;
  /** When its last event was recorded. */
  readonly recordedAt: string | undefined;
}

const NO_HEAD: Head = { stream: 0, version: 0, prev: undefined, recordedAt: undefined };

const COLUMNS = `position, length(leaf), length(envelope),
  cast(leaf || envelope || data as blob)`;
const OF_STREAM = `select ${COLUMNS} from events
  where stream = (select first from streams where name = ?)`;

const SQL = {
  begin: 'begin immediate',
  commit: 'commit',
  rollback: 'rollback',
  dataVersion: 'pragma data_version',
  last: 'select max(position) from events',
  head: `select s.first, e.revision, e.leaf, e.envelope from streams s join events e on e.stream = s.first
    where s.name = ? order by e.revision desc limit 1`,
  addStream: 'insert into streams (name, first) values (?, ?)',
  addEvent:
    'insert into events (position, stream, revision, leaf, envelope, data) values (?, ?, ?, ?, ?, ?)',
  forwards: `${OF_STREAM} and revision >= ? order by revision limit ?`,
  backwards: `${OF_STREAM} and revision <= ? order by revision desc limit ?`,
  allForwards: `select ${COLUMNS} from events where position > ? order by position limit ?`,
  allBackwards: `select ${COLUMNS} from events where position < ? order by position desc limit ?`,
} as const;

type Statements = { readonly [Name in keyof typeof SQL]: StatementSync };

/** Prepared once and kept: a statement that nobody holds is finalised by the garbage collector. */
const prepareAll = (database: DatabaseSync): Statements => {
  const entries = Object.entries(SQL).map(([name, sql]) => {
    const statement = database.prepare(sql);
    statement.setReturnArrays(true);
    return [name, statement];
  });
  return Object.fromEntries(entries) as Statements;
};

const eventIn = ([position, leafSize, envelopeSize, { buffer }]: Row): RecordedEvent =>
  deserialize({
    position,
    leaf: new Uint8Array(buffer, 0, leafSize),
    envelope: new Uint8Array(buffer, leafSize, envelopeSize),
    dataBytes: new Uint8Array(buffer, leafSize + envelopeSize),
  });

const recorded = (rows: readonly unknown[]): readonly RecordedEvent[] =>
  (rows as readonly Row[]).map(eventIn);

const END = Number.MAX_SAFE_INTEGER;
const ALL = -1;

/** The rows of the log over one connection. Knows SQL; decides nothing. */
export class EventTable {
  readonly #sql: Statements;
  readonly #next: StatementSync;
  /** Where the log went on after it was restored. */
  readonly resumptions: readonly Resumption[];

  constructor(readonly database: DatabaseSync) {
    this.#sql = prepareAll(database);
    this.resumptions = resumptionsIn(database);
    this.#next = database.prepare(NEXT[this.resumptions.length > 0 ? 'restored' : 'whole']);
  }

  begin(): void {
    this.#sql.begin.run();
  }

  commit(): void {
    this.#sql.commit.run();
  }

  rollback(): void {
    if (this.database.isTransaction) this.#sql.rollback.run();
  }

  /** Another number than before when another connection has written. */
  dataVersion(): number {
    return Number(valueOf(this.#sql.dataVersion));
  }

  /** The position of the last event; 0 when there is none. */
  last(): number {
    return Number(valueOf(this.#sql.last) ?? 0);
  }

  /** The position of the next event. */
  next(): number {
    return Number(valueOf(this.#next));
  }

  head(stream: string): Head {
    const row = this.#sql.head.get(stream) as unknown as
      [first: number, revision: number, leaf: Uint8Array, envelope: Uint8Array] | undefined;
    if (!row) return NO_HEAD;
    const [first, revision, leaf, envelope] = row;
    const { recordedAt } = readEnvelope(envelope);
    const prev = Buffer.from(leaf).toString('hex');
    return { stream: first, version: revision + 1, prev, recordedAt };
  }

  addStream(name: string, first: number): void {
    this.#sql.addStream.run(name, first);
  }

  addEvent(stream: number, event: RecordedEvent): void {
    const { position, revision, leaf, envelope, dataBytes } = event;
    this.#sql.addEvent.run(position, stream, revision, leaf, envelope, dataBytes);
  }

  read(stream: string, from: number, limit = ALL): readonly RecordedEvent[] {
    return recorded(this.#sql.forwards.all(stream, from, limit));
  }

  readBack(stream: string, from = END, limit = ALL): readonly RecordedEvent[] {
    return recorded(this.#sql.backwards.all(stream, from, limit));
  }

  readAll(after: number, limit: number): readonly RecordedEvent[] {
    return recorded(this.#sql.allForwards.all(after, limit));
  }

  readAllBack(after = END, limit = ALL): readonly RecordedEvent[] {
    return recorded(this.#sql.allBackwards.all(after, limit));
  }
}
