import { handling, type StreamStore } from '#eventing';
import { originDecider, ticketDecider, type TicketSettings } from '#tickets';

import type { Progress } from '../progress.js';
import { forEachConcurrent } from '../for-each-concurrent.js';
import { planOf, type Line } from './plan.js';
import { replay, type Into } from './replay.js';
import { Tally, type Report } from './report.js';
import { readLog } from './rows.js';
import type { HistoryEntry, Source } from './source.js';

export interface HistoryImport {
  readonly file: string;
  readonly store: StreamStore;
  readonly tenant: string;
  readonly isDryRun: boolean;
  readonly settings?: TicketSettings;
  readonly now: () => string;
  /** Aborted: tickets that were started are finished, and no others are started. */
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/**
 * Imports another system's history: everything that is not in the log yet, wherever earlier imports
 * were stopped.
 */
export const importHistory = async <E extends HistoryEntry>(
  source: Source<E>,
  importing: HistoryImport,
): Promise<Report> => {
  const { file, store, tenant, isDryRun, settings, now, signal, progress } = importing;
  const log = await readLog(source, file);
  const tally = new Tally(source);
  const send = handling(store, ticketDecider(settings));
  const claim = handling(store, originDecider);
  const into: Into = { store, send, claim, settings, tenant, system: source.system, now };
  let done = 0;

  const importTicket = async (lines: readonly Line<E>[]) => {
    const plan = planOf(source, lines);
    const replayed = await replay(plan, into);
    if (typeof replayed === 'string') tally.addElsewhere({ ticket: plan.ticket, here: replayed });
    else tally.add(replayed);
    progress.at(++done);
  };

  progress.start('Tickets', log.tickets.size);
  await forEachConcurrent(log.tickets.values(), importTicket, signal);
  progress.stop();
  return tally.report(log, { file, tenant, isDryRun });
};

/** What can be imported as the history of a system, whatever the rows of its log hold. */
export interface HistoryImporter {
  readonly system: string;
  readonly title: string;
  readonly importHistory: (importing: HistoryImport) => Promise<Report>;
}

export const importerOf = <E extends HistoryEntry>(source: Source<E>): HistoryImporter => ({
  system: source.system,
  title: source.title,
  importHistory: (importing) => importHistory(source, importing),
});
