import type { ImportedRow, Contested } from './record-importer.js';
import type { Format } from './formats.js';
import type { RejectedRow, Place } from './row.js';

export interface RecordsReport {
  readonly system: string;
  readonly format: Format;
  readonly file: string;
  readonly tenant: string;
  readonly isDryRun: boolean;
  /** Whether every row of the file was read. */
  readonly isComplete: boolean;
  readonly rows: number;
  /** Of the rows that count: those that add something, and those that do not. */
  readonly changed: number;
  readonly unchanged: number;
  readonly eventsAdded: number;
  /** In the order of the file. The list is limited; `count` is not. */
  readonly contested: Listed<Contested>;
  readonly misfits: Listed<RejectedRow>;
  /** Columns that have no meaning for a record. */
  readonly columnsLeft: readonly string[];
}

interface Listed<Item> {
  readonly count: number;
  readonly listed: readonly Item[];
}

/** A file of which no row fits must not fill the memory. */
const MAX_LISTED = 10_000;
const MAX_COLUMNS = 100;

class List<Item extends Place> {
  readonly #items: Item[] = [];
  #count = 0;

  add(items: readonly Item[]): void {
    this.#count += items.length;
    this.#items.push(...items.slice(0, MAX_LISTED - this.#items.length));
  }

  get listed(): Listed<Item> {
    const inOrder = (a: Item, b: Item) => a.line - b.line || (a.user ?? 0) - (b.user ?? 0);
    return { count: this.#count, listed: this.#items.toSorted(inOrder) };
  }
}

type CountName = 'rows' | 'changed' | 'unchanged' | 'eventsAdded' | 'contested' | 'misfits';

/** Adds up the results of an import, row by row. */
export class RecordsTally {
  readonly #contested = new List<Contested>();
  readonly #misfits = new List<RejectedRow>();
  readonly #left = new Set<string>();
  #rows = 0;
  #changed = 0;
  #unchanged = 0;
  #added = 0;

  misfit(misfit: RejectedRow): void {
    this.#rows++;
    this.#misfits.add([misfit]);
  }

  add({ added, contested, misfits, isRefused }: ImportedRow, left: readonly string[]): void {
    this.#rows++;
    if (added > 0) this.#changed++;
    else if (!isRefused) this.#unchanged++;
    this.#added += added;
    this.#contested.add(contested);
    this.#misfits.add(misfits);
    for (const column of left) if (this.#left.size < MAX_COLUMNS) this.#left.add(column);
  }

  report(about: Omit<RecordsReport, CountName | 'columnsLeft'>): RecordsReport {
    return {
      ...about,
      rows: this.#rows,
      changed: this.#changed,
      unchanged: this.#unchanged,
      eventsAdded: this.#added,
      contested: this.#contested.listed,
      misfits: this.#misfits.listed,
      columnsLeft: [...this.#left],
    };
  }
}

const MAX_SHOWN = 20;

const listText = <Item>({ count, listed }: Listed<Item>, text: (item: Item) => string) => [
  ...listed.slice(0, MAX_SHOWN).map(text),
  ...(count > MAX_SHOWN ? [`  and ${count - MAX_SHOWN} more: see --report or --json.`] : []),
];

const placeText = ({ line, user, customer }: Place & { readonly customer?: string }) =>
  [`  line ${line}`, user && `user ${user}`, customer].filter(Boolean).join(', ');

const stays = {
  customer: 'what the customer said stays',
  agent: 'what staff were told stays',
  import: 'what another system said later stays',
} as const;

const contestedText = ({ field, stays: whose, isNew, here, there, ...place }: Contested) => {
  const values = here === undefined ? '' : ` Here: ${here}. There: ${there}.`;
  const since = isNew ? '' : ', as before';
  return `${placeText(place)}: ${field}: ${stays[whose]}${since}.${values}`;
};

const misfitText = ({ sentence, value, ...place }: RejectedRow) =>
  `${placeText(place)}: ${sentence}${value === undefined ? '' : ` It says: ${value}`}`;

/** The report for people; the report for programs contains all of it. */
export const recordsText = (report: RecordsReport): readonly string[] => {
  const { isDryRun, rows, changed, unchanged, contested, misfits, columnsLeft } = report;
  const begins = isDryRun ? 'Dry run, nothing stored: ' : '';
  return [
    `${begins}${rows} rows of ${report.system} in ${report.file} (${report.format}).`,
    `Customers: ${changed} ${isDryRun ? 'would change' : 'changed'}, ${unchanged} say nothing new.`,
    `Events ${isDryRun ? 'that would be added' : 'added'}: ${report.eventsAdded}.`,
    contested.count > 0 ? `Contested (${contested.count}):` : 'Nothing is contested.',
    ...listText(contested, contestedText),
    misfits.count > 0 ? `Did not fit (${misfits.count}):` : 'No row was rejected.',
    ...listText(misfits, misfitText),
    ...(columnsLeft.length > 0
      ? [`Columns that are not part of a record: ${columnsLeft.join(', ')}.`]
      : []),
  ];
};
