import { handling, type EventStore } from '#eventing';
import { ticketDecider, type TicketSettings } from '#tickets';
import type { Progress } from '../progress.js';
import { planOf, type Line } from './plan.js';
import { replay, type Into } from './replay.js';
import { Tally, type Report } from './report.js';
import { readLog } from './rows.js';
import type { Entry, Source } from './source.js';

export interface Importing {
  readonly file: string;
  readonly store: EventStore;
  readonly tenant: string;
  readonly isDryRun: boolean;
  readonly settings?: TicketSettings;
  readonly now: () => string;
  /** Aborted: the tickets that were begun are finished, and no other is begun. */
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** How many tickets are replayed at the same time, so that their appends share commits. */
const AT_ONCE = 64;

/**
 * Brings another system's history in: what is not in the log yet, however often and wherever an
 * earlier import was stopped.
 */
export const importHistory = async <E extends Entry>(
  source: Source<E>,
  importing: Importing,
): Promise<Report> => {
  const { file, store, tenant, isDryRun, settings, now, signal, progress } = importing;
  const log = await readLog(source, file);
  const tally = new Tally(source);
  const send = handling(store, ticketDecider(settings));
  const into: Into = { store, send, tenant, system: source.system, now };
  const waiting: Iterator<readonly Line<E>[]> = log.tickets.values();
  const failing = new AbortController();
  let done = 0;

  const work = async () => {
    for (let next = waiting.next(); !next.done; next = waiting.next()) {
      tally.add(await replay(planOf(source, next.value), into));
      progress.at(++done);
      if (signal.aborted || failing.signal.aborted) return;
    }
  };

  progress.start('Tickets', log.tickets.size);
  await together(AT_ONCE, work, failing);
  progress.stop();
  return tally.report(log, { file, tenant, isDryRun });
};

/** Waits for all of them, so that nothing is at work any more when the first failure is thrown. */
const together = async (times: number, work: () => Promise<void>, failing: AbortController) => {
  const all = Array.from({ length: times }, () =>
    work().catch((error: unknown) => {
      failing.abort();
      throw error;
    }),
  );
  const failed = (await Promise.allSettled(all)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
};
