import { handling, type StreamStore } from '#eventing';
import { ticketDecider, type TicketSettings } from '#tickets';

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
  const into: Into = { store, send, tenant, system: source.system, now };
  let done = 0;

  const importTicket = async (lines: readonly Line<E>[]) => {
    tally.add(await replay(planOf(source, lines), into));
    progress.at(++done);
  };

  progress.start('Tickets', log.tickets.size);
  await forEachConcurrent(log.tickets.values(), importTicket, signal);
  progress.stop();
  return tally.report(log, { file, tenant, isDryRun });
};
