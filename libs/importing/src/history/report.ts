import { measureOf, type Compared, type Measure } from './measure.js';
import type { Replayed } from './replay.js';
import type { Log, RejectedRow } from './rows.js';
import type { HistoryEntry, Source } from './source.js';

/** What the rows do not say, how often, and the lines of the first few. */
export interface Unsaid {
  readonly name: string;
  readonly sentence: string;
  readonly count: number;
  readonly tickets: number;
  readonly lines: readonly number[];
}

export interface Report {
  readonly system: string;
  readonly file: string;
  readonly tenant: string;
  readonly isDryRun: boolean;
  /** Whether every ticket of the file was read. */
  readonly isComplete: boolean;
  readonly rows: number;
  readonly tickets: {
    readonly inFile: number;
    readonly imported: number;
    /** Of those, how many were completely in the log before this run. */
    readonly unchanged: number;
    readonly closed: number;
    readonly notClosed: readonly string[];
  };
  readonly eventsAdded: number;
  /** Rows, and rows after which our priority equals theirs. */
  readonly priorities: Compared & { readonly differing: readonly number[] };
  readonly reopenings: Compared & { readonly differing: readonly string[] };
  /** Of tickets whose rows name both groups of each reassignment. */
  readonly reassignments: Compared & {
    readonly tickets: number;
    readonly differing: readonly string[];
    /** Of the other tickets. */
    readonly notShown: Compared & { readonly tickets: readonly string[] };
  };
  /** Tickets that are here already, opened by somebody else; nothing was added to them. */
  readonly elsewhere: readonly ElsewhereTicket[];
  /** Tickets that were imported by other rules: nothing was added to them. */
  readonly otherwise: readonly string[];
  readonly misfits: readonly RejectedRow[];
  readonly notDerivable: readonly Unsaid[];
  readonly columnsLeft: Readonly<Record<string, string>>;
}

/** Their id, and that of the ticket which is here already. */
export interface ElsewhereTicket {
  readonly ticket: string;
  readonly here: string;
}

const MAX_LINES = 10;

/** Adds up the results of an import, ticket by ticket. */
export class Tally<E extends HistoryEntry> {
  readonly #unsaid = new Map<string, { count: number; tickets: Set<string>; lines: number[] }>();
  readonly #measured: { readonly ticket: string; readonly measure: Measure }[] = [];
  readonly #misfits: RejectedRow[] = [];
  readonly #elsewhere: ElsewhereTicket[] = [];
  readonly #otherwise: string[] = [];
  #added = 0;
  #unchanged = 0;

  constructor(private readonly source: Source<E>) {}

  add(replayed: Replayed<E>): void {
    this.#added += replayed.added;
    if (replayed.isOtherwise) this.#otherwise.push(replayed.plan.ticket);
    if (replayed.added === 0) this.#unchanged++;
    this.#misfits.push(...replayed.misfits);
    this.#measured.push({ ticket: replayed.plan.ticket, measure: measureOf(replayed) });
    this.#findUnsaid(replayed);
  }

  /** A ticket whose origin another one has. */
  addElsewhere(elsewhere: ElsewhereTicket): void {
    this.#elsewhere.push(elsewhere);
  }

  report(log: Log<E>, about: Pick<Report, 'file' | 'tenant' | 'isDryRun'>): Report {
    const measured = this.#measured;
    const notClosed = measured.filter(({ measure }) => !measure.isClosed);
    const imported = measured.length;
    return {
      system: this.source.system,
      ...about,
      isComplete: imported + this.#elsewhere.length === log.tickets.size,
      rows: log.rows,
      tickets: {
        inFile: log.tickets.size,
        imported,
        unchanged: this.#unchanged,
        closed: imported - notClosed.length,
        notClosed: notClosed.map(({ ticket }) => ticket),
      },
      eventsAdded: this.#added,
      ...this.#figures(),
      elsewhere: this.#elsewhere,
      otherwise: this.#otherwise,
      misfits: [...log.misfits, ...this.#misfits].toSorted((a, b) => a.line - b.line),
      notDerivable: this.#unsaidRows(),
      columnsLeft: this.source.left,
    };
  }

  #figures(): Pick<Report, 'priorities' | 'reopenings' | 'reassignments'> {
    const measured = this.#measured;
    const shown = measured.filter(({ measure }) => measure.showsReassignments);
    const others = measured.filter(({ measure }) => !measure.showsReassignments);
    const differing = measured.flatMap(({ measure }) => measure.differing);
    return {
      priorities: { ...sum(measured, 'priorities'), differing },
      reopenings: { ...sum(measured, 'reopenings'), differing: differ(measured, 'reopenings') },
      reassignments: {
        ...sum(shown, 'reassignments'),
        tickets: shown.length,
        differing: differ(shown, 'reassignments'),
        notShown: { ...sum(others, 'reassignments'), tickets: others.map(({ ticket }) => ticket) },
      },
    };
  }

  #findUnsaid({ plan }: Replayed<E>) {
    const { gaps } = this.source;
    for (const [index, { line, entry }] of plan.lines.entries()) {
      const before = plan.lines[index - 1]?.entry;
      for (const [name, gap] of Object.entries(gaps))
        this.#note(name, { count: Number(gap.of(entry, before)), line, ticket: plan.ticket });
    }
  }

  #note(name: string, { count, line, ticket }: { count: number; line: number; ticket: string }) {
    if (count <= 0) return;
    const found = this.#unsaid.get(name) ?? { count: 0, tickets: new Set(), lines: [] };
    this.#unsaid.set(name, found);
    found.count += count;
    found.tickets.add(ticket);
    found.lines.push(line);
  }

  #unsaidRows(): Unsaid[] {
    return Object.entries(this.source.gaps).flatMap(([name, { sentence }]) => {
      const found = this.#unsaid.get(name);
      if (!found) return [];
      const lines = found.lines.toSorted((a, b) => a - b).slice(0, MAX_LINES);
      return [{ name, sentence, count: found.count, tickets: found.tickets.size, lines }];
    });
  }
}

type Figure = 'priorities' | 'reopenings' | 'reassignments';
type Measured = readonly { readonly ticket: string; readonly measure: Measure }[];

const sum = (measured: Measured, figure: Figure): Compared => ({
  theirs: measured.reduce((total, { measure }) => total + measure[figure].theirs, 0),
  ours: measured.reduce((total, { measure }) => total + measure[figure].ours, 0),
});

const differ = (measured: Measured, figure: Figure) =>
  measured
    .filter(({ measure }) => measure[figure].ours !== measure[figure].theirs)
    .map(({ ticket }) => ticket);

const compared = ({ theirs, ours }: Compared) => `${ours} here, ${theirs} there`;

const some = (items: readonly unknown[]) =>
  `${items.slice(0, MAX_LINES).join(', ')}${items.length > MAX_LINES ? ', …' : ''}`;

const misfitText = ({ line, ticket, sentence }: RejectedRow) =>
  `  line ${line}${ticket ? `, ${ticket}` : ''}: ${sentence}`;

const unsaidText = ({ count, tickets, sentence, lines }: Unsaid) =>
  `  ${count} in ${tickets} ${tickets === 1 ? 'ticket' : 'tickets'}. ${sentence} (line ${some(lines)})`;

const MAX_MISFITS = 20;

const isCounted = ({ theirs, ours }: Compared) => theirs + ours > 0;

/** What they do not count is not compared. */
const figuresText = ({ priorities, reopenings, reassignments }: Report): readonly string[] => {
  const { notShown, tickets } = reassignments;
  return [
    ...(isCounted(priorities)
      ? [`Priority: the same as theirs after ${priorities.ours} of ${priorities.theirs} rows.`]
      : []),
    ...(isCounted(reopenings) ? [`Reopenings: ${compared(reopenings)}.`] : []),
    ...(isCounted(reassignments)
      ? [`Reassignments: ${compared(reassignments)}, in ${tickets} tickets whose rows show each.`]
      : []),
    ...(isCounted(notShown)
      ? [`  In the other ${notShown.tickets.length}: ${compared(notShown)}.`]
      : []),
  ];
};

const columnsText = ({ columnsLeft }: Report): readonly string[] => {
  const names = Object.keys(columnsLeft);
  return names.length > 0 ? [`Columns without a counterpart: ${names.join(', ')}.`] : [];
};

const elsewhereText = ({ elsewhere }: Report): readonly string[] =>
  elsewhere.length > 0
    ? [
        `Here already, opened by somebody else (${elsewhere.length}); nothing was added to them:`,
        ...elsewhere.slice(0, MAX_LINES).map(({ ticket, here }) => `  ${ticket} is ${here}`),
      ]
    : [];

const otherwiseText = ({ otherwise }: Report): readonly string[] =>
  otherwise.length > 0
    ? [
        `Imported earlier by other rules or rows (${otherwise.length}): ${some(otherwise)}.`,
        '  They would be made otherwise now. Nothing was added to them.',
      ]
    : [];

/** The report for people; the report for programs contains all of it. */
export const reportText = (report: Report): readonly string[] => {
  const { tickets, misfits, notDerivable } = report;
  const more = misfits.length - MAX_MISFITS;
  return [
    `${report.isDryRun ? 'Dry run, nothing stored: ' : ''}${report.rows} rows, ${tickets.inFile} tickets in ${report.file}.`,
    `Tickets: ${tickets.imported} imported, ${tickets.unchanged} of them earlier; ${tickets.closed} are closed.`,
    ...(tickets.notClosed.length > 0 ? [`Not closed: ${some(tickets.notClosed)}`] : []),
    `Events added: ${report.eventsAdded}.`,
    ...elsewhereText(report),
    ...otherwiseText(report),
    ...figuresText(report),
    ...(misfits.length > 0 ? [`Did not fit (${misfits.length}):`] : ['No row was rejected.']),
    ...misfits.slice(0, MAX_MISFITS).map(misfitText),
    ...(more > 0 ? [`  and ${more} more: see --report or --json.`] : []),
    ...(notDerivable.length > 0 ? ['What the rows do not say:'] : []),
    ...notDerivable.map(unsaidText),
    ...columnsText(report),
  ];
};
