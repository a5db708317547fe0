import { open, rename, writeFile } from 'node:fs/promises';
import { MemoryEventStore, type EventStore } from '#eventing';
import { ticketSettingsOf } from '#desk';
import type { Given, Result } from '../command.js';
import { withLog } from '../data-folder.js';
import { Failure, type Exit } from '../exits.js';
import { settingsOf } from '../settings.js';
import { catchUp, withViews } from '../views.js';
import { dataOf, optionOf } from '../where.js';
import { importHistory } from './history.js';
import { reportText, type Report } from './report.js';
import { servicenow } from './servicenow.source.js';
import type { Entry, Source } from './source.js';

/** Systems whose history can be brought in: the next one is one more table. */
const sources = [servicenow] as const;

const sourceOf = (name: string | undefined): Source<Entry> => {
  const source = sources.find(({ system }) => system === name);
  if (source) return source as unknown as Source<Entry>;
  const names = sources.map(({ system }) => system).join(', ');
  throw new Failure('usage', `"${name}" is not a system. There is ${names}.`);
};

const TENANT = /^[a-z0-9]{1,32}$/;

const tenantOf = (given: Given) => {
  const tenant = optionOf(given, 'tenant') ?? 'demo';
  if (TENANT.test(tenant)) return tenant;
  throw new Failure('usage', `"${tenant}" is not a tenant: small letters and digits, at most 32.`);
};

/** Before anything is locked: a file that is not there, or is none, is told at once. */
const ensureReadable = async (file: string) => {
  const handle = await open(file);
  const found = await handle.stat().finally(() => handle.close());
  if (!found.isFile()) throw new Failure('input', `${file} is not a file.`);
};

const importInto = (given: Given, store: EventStore): Promise<Report> => {
  const [system, file] = given.arguments;
  return importHistory(sourceOf(system), {
    file: file!,
    store,
    tenant: tenantOf(given),
    settings: ticketSettingsOf(settingsOf(given)),
    isDryRun: given.options.dryRun === true,
    now: () => new Date().toISOString(),
    signal: given.signal,
    progress: given.progress,
  });
};

/** The views follow at once, so that the next start of the server need not wait for them. */
const importAndShow = async (given: Given): Promise<Report> => {
  return withLog(given, async (store) => {
    const report = await importInto(given, store);
    await withViews(dataOf(given), (views) => catchUp(store, views, given));
    return report;
  });
};

const carryOut = (given: Given) =>
  given.options.dryRun === true ? importInto(given, new MemoryEventStore()) : importAndShow(given);

/** Whole or not at all: the file gets its name when it is complete. */
const keep = async (report: Report, file: string) => {
  await writeFile(`${file}.partial`, `${JSON.stringify(report, null, 2)}\n`);
  await rename(`${file}.partial`, file);
};

const isEqual = ({ tickets, priorities, reopenings, reassignments, misfits }: Report) =>
  [
    tickets.notClosed,
    priorities.differing,
    reopenings.differing,
    reassignments.differing,
    misfits,
  ].every(({ length }) => length === 0);

const exitOf = (report: Report): Exit => {
  if (!report.isComplete) return 'interrupted';
  return isEqual(report) ? 'done' : 'findings';
};

const goOn = ({ isComplete, tickets }: Report) =>
  isComplete
    ? []
    : [
        `Stopped after ${tickets.imported} of ${tickets.inFile} tickets, each of them whole.`,
        'Run the same command again to go on; nothing is imported twice.',
      ];

export const runImport = async (given: Given): Promise<Result> => {
  sourceOf(given.arguments[0]);
  tenantOf(given);
  await ensureReadable(given.arguments[1]!);
  const report = await carryOut(given);
  const file = optionOf(given, 'report');
  if (file) await keep(report, file);
  return {
    exit: exitOf(report),
    says: [...reportText(report), ...goOn(report), ...(file ? [`Report: ${file}`] : [])],
    json: report,
  };
};
