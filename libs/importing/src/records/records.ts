import type { Progress } from '../progress.js';
import { forEachConcurrent } from '../for-each-concurrent.js';
import { EARLY_END, isDamage, type Opened, openFile } from '../file.js';
import { RecordImporter, type Into } from './record-importer.js';
import { type Format, formats, lookInto } from './formats.js';
import { once } from './once.js';
import { type RecordsReport, RecordsTally } from './report.js';
import type { Found } from './row.js';

export interface ImportingRecords extends Into {
  readonly file: string;
  readonly system: string;
  /** By default recognized from the file. */
  readonly format?: Format;
  /** Aborted: rows that were started are finished, and no others are started. */
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** A file that ends early still has rows before that. */
async function* untilDamage(found: AsyncIterable<Found>): AsyncGenerator<Found> {
  let line = 0;
  try {
    for await (const one of found) {
      line = one.line;
      yield one;
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
    yield { line: line + 1, sentence: EARLY_END };
  }
}

const inKib = (bytes: number) => Math.ceil(bytes / 1024);

/** Progress in bytes, because the number of rows is not known in advance. */
const following = ({ size, read }: Opened, progress: Progress) => {
  progress.start('KiB', inKib(size));
  return () => progress.at(inKib(read()));
};

/** Also records whether all items were read. */
async function* counted<Item>(items: AsyncIterable<Item>, onEnd: () => void): AsyncGenerator<Item> {
  yield* items;
  onEnd();
}

/**
 * Imports what another system says about customers. It overrides nothing that a customer said, and
 * may be stopped and run again at any point. Only a few rows are in memory at a time, and the ids
 * of all.
 */
export const importRecords = async (importing: ImportingRecords): Promise<RecordsReport> => {
  const { file, system, settings, tenant, isDryRun, signal, progress } = importing;
  const { format, head } = await lookInto(file, importing.format);
  const opened = await openFile(file);
  const found = formats[format](opened, { system, settings, file }, head);
  const into = new RecordImporter(importing);
  const tally = new RecordsTally();
  const showHowFar = following(opened, progress);
  let isComplete = false;
  const take = async (one: Found) => {
    if ('sentence' in one) tally.misfit(one);
    else tally.add(await into.importRow(one), one.left);
    showHowFar();
  };
  const rows = counted(once(untilDamage(found)), () => void (isComplete = true));
  await forEachConcurrent(rows, take, signal);
  progress.stop();
  return tally.report({ system, format, file, tenant, isDryRun, isComplete });
};
