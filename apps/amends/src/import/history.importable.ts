import { lookUp } from '#eventing';
import { ticketSettingsOf } from '#tickets';
import { type HistoryImporter, reportText, type Report } from '#importing';

import type { Given } from '../command.js';
import { Failure, type ExitName } from '../exit-codes.js';
import { settingsOf } from '../settings.js';

import { GO_ON, type Importable } from './importable.js';

const ofRecords = { system: '--system', format: '--format', showValues: '--show-values' } as const;

const check = ({ options }: Given) => {
  const stray = Object.entries(ofRecords).find(
    ([name]) => lookUp(options, name) !== undefined,
  )?.[1];
  if (stray) throw new Failure('usage', `${stray} is for records only.`);
};

const isEqual = ({ priorities, reopenings, reassignments, ...report }: Report) =>
  [
    report.tickets.notClosed,
    priorities.differing,
    reopenings.differing,
    reassignments.differing,
    report.elsewhere,
    report.otherwise,
    report.misfits,
  ].every(({ length }) => length === 0);

const exitOf = (report: Report): ExitName => {
  if (!report.isComplete) return 'interrupted';
  return isEqual(report) ? 'done' : 'findings';
};

const goOn = ({ isComplete, tickets }: Report) =>
  isComplete
    ? []
    : [
        `Stopped after ${tickets.imported} of ${tickets.inFile} tickets, each imported completely.`,
        GO_ON,
      ];

/** The log of another system's tickets. */
export const historyOf = ({ importHistory }: HistoryImporter): Importable => ({
  check,
  importInto: async (given, store, tenant) => {
    const report = await importHistory({
      file: given.arguments[1]!,
      store,
      tenant,
      settings: ticketSettingsOf(settingsOf(given)),
      isDryRun: given.options.dryRun === true,
      now: () => new Date().toISOString(),
      signal: given.signal,
      progress: given.progress,
    });
    return { exit: exitOf(report), says: [...reportText(report), ...goOn(report)], report };
  },
});
