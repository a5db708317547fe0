import {
  type Before,
  deserialize,
  faultOf,
  type RecordedEvent,
  type Resumption,
  yieldToEventLoop,
} from '#eventing';

import { existsSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { valueOf } from '../connection/database.js';
import { checkForm } from '../connection/stored-form.js';
import { logForm } from './event-schema.js';
import { resumptionsIn } from './resumptions.js';

/** Something that is not as it was written. */
export interface Damage {
  readonly fault: string;
  readonly position?: number;
  readonly stream?: string;
  readonly revision?: number;
}

export interface Verification {
  readonly events: number;
  readonly streams: number;
  /** The position of the last event. */
  readonly head: number;
  /** Where the log went on after it was restored. */
  readonly resumptions: readonly Resumption[];
  /** Empty when every event is what was written. At most the first hundred. */
  readonly damage: readonly Damage[];
}

export type OnProgress = (done: number, total: number) => void;

type Row = readonly [
  position: number,
  stream: number,
  revision: number,
  leaf: Uint8Array,
  envelope: Uint8Array,
  dataBytes: Uint8Array,
];

const PAGE = 1000;
const MOST = 100;

/**
 * Opens a log to be read by somebody who is not its writer, also while it is written. Throws
 * `UnknownForm` for a file that is not a log in the form that this program reads.
 */
export const openForReading = (file: string): DatabaseSync => {
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
  try {
    checkForm(database, file, logForm);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
};

const arrays = (statement: StatementSync): StatementSync => {
  statement.setReturnArrays(true);
  return statement;
};

const eventOf = ([position, , , leaf, envelope, dataBytes]: Row): RecordedEvent | undefined => {
  try {
    return deserialize({ position, leaf, envelope, dataBytes });
  } catch {
    return undefined;
  }
};

/** One pass over the log. Remembers of each stream only where it stands. */
class Verifier {
  readonly #damage: Damage[] = [];
  readonly #streams = new Map<number, NonNullable<Before>>();
  readonly #firstOf: StatementSync;
  readonly #page: StatementSync;
  readonly #resumptions: readonly Resumption[];
  #events = 0;
  #head = 0;

  constructor(private readonly database: DatabaseSync) {
    this.#resumptions = resumptionsIn(database);
    this.#firstOf = arrays(database.prepare('select first from streams where name = ?'));
    this.#page = arrays(
      database.prepare(
        `select position, stream, revision, leaf, envelope, data from events
         where position > ? and position <= ? order by position limit ${PAGE}`,
      ),
    );
  }

  async run(onProgress: OnProgress): Promise<Verification> {
    const last = this.#number('select max(position) from events');
    const total = this.#number('select count(*) from events');
    this.#checkFile();
    for (let more = true; more; await yieldToEventLoop()) {
      more = this.#checkPage(last);
      onProgress(this.#events, total);
    }
    if (this.#events === total) this.#checkStreams();
    const { size } = this.#streams;
    return {
      events: this.#events,
      streams: size,
      head: this.#head,
      resumptions: this.#resumptions,
      damage: this.#damage,
    };
  }

  #number(sql: string): number {
    return Number(valueOf(this.database.prepare(sql)) ?? 0);
  }

  #report(damage: Damage) {
    if (this.#damage.length < MOST) this.#damage.push(damage);
  }

  #checkFile() {
    const said = this.database.prepare(`pragma integrity_check(${MOST})`).all();
    for (const line of said.map((row) => String(Object.values(row)[0])))
      if (line !== 'ok') this.#report({ fault: `the file is damaged: ${line}` });
  }

  #checkStreams() {
    const known = this.#number('select count(*) from streams');
    const missing = known - this.#streams.size;
    if (missing > 0) this.#report({ fault: `${missing} streams have lost their events` });
  }

  #checkPage(last: number): boolean {
    try {
      const rows = this.#page.all(this.#head, last) as unknown as readonly Row[];
      for (const row of rows) this.#checkRow(row);
      return rows.length > 0;
    } catch (error) {
      this.#report({
        fault: `the file cannot be read: ${String(error)}`,
        position: this.#head + 1,
      });
      return false;
    }
  }

  #checkRow(row: Row) {
    const [position, number, revision, leaf] = row;
    const expected = this.#expected();
    if (position !== expected)
      this.#report({ fault: `${position - expected} events are missing`, position: expected });
    this.#head = position;
    this.#events++;
    const event = eventOf(row);
    const fault = event ? this.#faultOf(row, event) : 'its bytes are not an event';
    const { stream = '', recordedAt = '' } = event ?? {};
    if (fault) this.#report({ fault, position, ...(event && { stream }), revision });
    this.#streams.set(number, { stream, revision, leaf, recordedAt });
  }

  /** The position that follows the last one that was read. */
  #expected(): number {
    const resumed = this.#resumptions.find(({ after }) => after === this.#head);
    return resumed?.first ?? this.#head + 1;
  }

  #faultOf([position, number, revision]: Row, event: RecordedEvent): string | undefined {
    const before = this.#streams.get(number);
    const fault = faultOf(event, before);
    if (fault) return fault;
    if (event.revision !== revision) return 'it stands at another revision than it says';
    const [first] = (this.#firstOf.get(event.stream) as unknown as [number] | undefined) ?? [0];
    if (first !== number) return 'it stands in another stream than it says';
    return before || number === position ? undefined : 'the first event of its stream is missing';
  }
}

/**
 * Reads a log from its first event to what is its last one now, and recomputes everything: bytes,
 * hashes, chains, positions, names. May be called while another process writes.
 */
export const verifyLog = async (
  file: string,
  onProgress: OnProgress = () => {},
): Promise<Verification> => {
  const database = openForReading(file);
  try {
    return await new Verifier(database).run(onProgress);
  } finally {
    database.close();
  }
};
