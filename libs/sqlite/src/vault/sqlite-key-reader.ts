import { RecentCache } from '#eventing';
import {
  type Answer,
  dataKey,
  type KeyReader,
  type MasterKeys,
  type Tombstone,
  unwrapWith,
} from '#vault';

import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { checkForm } from '../connection/stored-form.js';
import { vaultForm } from './vault-schema.js';

interface SecretRow {
  readonly person: string;
  readonly destroyed: string | null;
  readonly wrapped: Uint8Array;
}

const SECRET = `select person, destroyed, wrapped from keys left join secrets using (id) where key = ?`;

export interface KeyReading {
  readonly masters: MasterKeys;
  /** Keys that the file may still have, when it is an old one: they count as destroyed. */
  readonly tombstones: readonly Tombstone[];
}

/** Reads keys of a vault that another process may be writing; makes and destroys none. */
export class SqliteKeyReader implements KeyReader {
  readonly erasures = 0;
  readonly #secret: StatementSync;
  readonly #destroyed: ReadonlySet<string>;
  readonly #known = new RecentCache<Answer>(20_000);

  private constructor(
    private readonly database: DatabaseSync,
    private readonly reading: KeyReading,
  ) {
    this.#secret = database.prepare(SECRET);
    this.#destroyed = new Set(reading.tombstones.map(({ key }) => key));
  }

  static open(file: string, reading: KeyReading): SqliteKeyReader {
    const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
    try {
      checkForm(database, file, vaultForm);
      return new SqliteKeyReader(database, reading);
    } catch (error) {
      database.close();
      throw error;
    }
  }

  async keysBy(ids: readonly string[]): Promise<ReadonlyMap<string, Answer>> {
    const answers = ids.map((one) => [one, this.#known.get(one) ?? this.#answer(one)] as const);
    return new Map(answers.filter((pair): pair is [string, Answer] => pair[1] !== undefined));
  }

  close(): void {
    this.database.close();
  }

  #answer(key: string): Answer | undefined {
    if (this.#destroyed.has(key)) return 'destroyed';
    const row = this.#secret.get(key) as SecretRow | undefined;
    if (!row) return undefined;
    if (row.destroyed !== null) return 'destroyed';
    const owner = { person: row.person, key };
    const answer = dataKey(unwrapWith(this.reading.masters, row.wrapped, owner));
    this.#known.set(key, answer);
    return answer;
  }
}
