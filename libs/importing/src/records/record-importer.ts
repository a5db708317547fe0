import { inForce, kindOf } from '#claims';
import {
  type StreamStore,
  fold,
  foldRecorded,
  type Handle,
  handling,
  lookUp,
  Refusal,
  streamOf,
} from '#eventing';
import {
  addressParts,
  type FieldKind,
  type RecordCommand,
  type RecordDecider,
  recordDecider,
  type RecordEvent,
  type RecordSettings,
  type Said,
  wouldContest,
} from '#records';

import { derivedId } from '../derived-id.js';
import { retryWhileBusy } from '../retry-while-busy.js';
import { type RejectedRow, type Place, placeOf, type Row } from './row.js';

type CustomerRecord = RecordDecider['initial'];
type Import = Extract<RecordCommand, { type: 'ImportRecord' }>;

/** A field in which another claim outranks the row. */
export interface Contested extends Place {
  readonly customer: string;
  readonly field: string;
  /** Whose claim it is. It stays in force. */
  readonly stays: ReturnType<typeof kindOf>;
  /** Whether this import opens the discrepancy. */
  readonly isNew: boolean;
  /** Only if values were requested. */
  readonly here?: string;
  readonly there?: string;
}

/** The result of one row; in a dry run, what it would be. */
export interface ImportedRow {
  /** Events that were added; in a dry run, that would be. */
  readonly added: number;
  readonly contested: readonly Contested[];
  /** Fields that could not be read; the rest of the row counts. */
  readonly misfits: readonly RejectedRow[];
  /** Nothing of the row counts. */
  readonly isRefused?: boolean;
}

export interface Into {
  readonly store: StreamStore;
  readonly settings: RecordSettings;
  readonly tenant: string;
  readonly isDryRun: boolean;
  readonly showsValues: boolean;
  /** The current moment, ISO 8601. */
  readonly now: () => string;
}

/** A customer occurs once in an import, so a small cache is enough. */
const REMEMBERED = 128;

const inWords = (said: Said): string =>
  typeof said === 'string' ? said : addressParts.flatMap((part) => said[part] ?? []).join(' ');

const named: Readonly<Record<FieldKind, string>> = {
  text: 'a text',
  name: 'a name',
  address: 'an address with a street or post box, and a country that there is',
  telephone: 'a telephone number',
  email: 'an e-mail address',
  language: 'a language',
  date: 'a date as in 2026-11-24',
  code: 'a number',
};

/** Imports rows into their customers' records; in a dry run, reports what that would change. */
export class RecordImporter {
  readonly #decider: RecordDecider;
  readonly #send: Handle<RecordCommand>;

  constructor(private readonly into: Into) {
    this.#decider = recordDecider(into.settings);
    this.#send = handling(into.store, this.#decider, REMEMBERED);
  }

  /**
   * The decider returns no events for a row that repeats what it said before. So nothing happens
   * twice, wherever an earlier import was stopped. Refusals go into the report.
   */
  async importRow(row: Row): Promise<ImportedRow> {
    try {
      return await this.#importRow(row, this.#commandOf(row));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { customer } = row.data;
      const sentence = `It was refused: ${error.message} (${error.code})`;
      return {
        added: 0,
        contested: [],
        misfits: [{ ...placeOf(row), customer, sentence }],
        isRefused: true,
      };
    }
  }

  async #importRow(row: Row, command: Import): Promise<ImportedRow> {
    const { store, tenant, isDryRun } = this.into;
    const { customer, system } = row.data;
    const history = await store.read(streamOf('record', tenant, customer));
    const before = foldRecorded(this.#decider, history);
    const events = this.#decider.decide(before, command);
    const contested = this.#contested(row, before, command, events);
    if (events.length > 0 && !isDryRun) await retryWhileBusy(() => this.#send(customer, command));
    const { imported } = fold(this.#decider, events, before);
    const unread = lookUp(imported, system)?.unread.split(',').filter(Boolean) ?? [];
    return {
      added: events.length,
      contested,
      misfits: unread.map((one) => this.#unread(row, one)),
    };
  }

  #contested(
    row: Row,
    before: CustomerRecord,
    command: Import,
    events: readonly RecordEvent[],
  ): readonly Contested[] {
    const { settings, showsValues } = this.into;
    const { customer, fields } = row.data;
    const opened = events.flatMap(({ type, data }) =>
      type === 'DiscrepancyOpened' ? [data.field] : [],
    );
    return wouldContest(before, settings, command).map((field) => {
      const { value, source } = inForce(
        lookUp(before.fields, field)!.claims,
        settings.ladder,
        command.at,
      )!;
      const said = { here: inWords(value), there: inWords(lookUp(fields, field)!) };
      const about = { ...placeOf(row), customer, field, stays: kindOf(source) };
      return { ...about, isNew: opened.includes(field), ...(showsValues && said) };
    });
  }

  #unread(row: Row, field: string): RejectedRow {
    const { settings, showsValues } = this.into;
    const { customer, fields } = row.data;
    const kind = lookUp(settings.fields, field)!.kind;
    const sentence = `${field}: this cannot be read as ${named[kind]}. The rest of the row counts.`;
    const said = showsValues && { value: inWords(lookUp(fields, field)!) };
    return { ...placeOf(row), customer, sentence, ...said };
  }

  #commandOf({ data }: Row): Import {
    const { tenant, now } = this.into;
    const at = now();
    return {
      type: 'ImportRecord',
      data,
      // No hash of the content: it would outlive the person's key.
      id: derivedId(at, 'records', tenant, data.system, data.row),
      tenant,
      by: { kind: 'integration', id: data.system },
      at,
      correlation: `${data.system}:${data.row}`,
    };
  }
}
