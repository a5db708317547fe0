import { Compile } from 'typebox/compile';
import { recordSettingsOf } from '#records';
import {
  type Format,
  formats,
  isFormat,
  importRecords,
  type RecordsReport,
  recordsText,
} from '#importing';
import { slug } from '#platform';

import type { Given } from '../../command.js';
import { type ExitName, Failure } from '../../exit-codes.js';
import { settingsOf } from '../../settings.js';
import { optionOf } from '../../where.js';
import { GO_ON, type Importable } from '../importable.js';

const name = Compile(slug());

const systemOf = (given: Given): string => {
  const system = optionOf(given, 'system');
  if (system === undefined)
    throw new Failure('usage', 'The name of the source system is missing: use --system.');
  if (name.Check(system)) return system;
  throw new Failure(
    'usage',
    `"${system}" is not a system name: use lower-case letters, digits and . _ - only.`,
  );
};

const formatOf = (given: Given): { readonly format?: Format } => {
  const format = optionOf(given, 'format');
  if (format === undefined) return {};
  if (isFormat(format)) return { format };
  const known = Object.keys(formats).join(', ');
  throw new Failure('usage', `"${format}" is not a format. There are ${known}.`);
};

const exitOf = ({ isComplete, misfits }: RecordsReport): ExitName => {
  if (!isComplete) return 'interrupted';
  return misfits.count > 0 ? 'findings' : 'done';
};

const goOn = ({ isComplete, rows }: RecordsReport) =>
  isComplete ? [] : [`Stopped after ${rows} rows, each imported completely.`, GO_ON];

/** Customer records from another system. */
export const records: Importable = {
  check: (given) => {
    systemOf(given);
    formatOf(given);
  },
  importInto: async (given, store, tenant) => {
    const report = await importRecords({
      file: given.arguments[1]!,
      system: systemOf(given),
      ...formatOf(given),
      store,
      tenant,
      settings: recordSettingsOf(settingsOf(given)),
      isDryRun: given.options.dryRun === true,
      showsValues: given.options.showValues === true,
      now: () => new Date().toISOString(),
      signal: given.signal,
      progress: given.progress,
    });
    return { exit: exitOf(report), says: [...recordsText(report), ...goOn(report)], report };
  },
};
