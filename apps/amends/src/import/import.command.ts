import { open, rename, writeFile } from 'node:fs/promises';
import { MemoryEventStore, type EventStore } from '#eventing';
import type { Command, Given, Result } from '../command.js';
import { withLog } from '../data-folder.js';
import { Failure, type Exit } from '../exits.js';
import { DATA_OPTION, dataOf, optionOf } from '../where.js';
import { importHistory } from './history.js';
import { reportText, type Report } from './report.js';
import { servicenow } from './servicenow.source.js';
import type { Entry, Source } from './source.js';

/** Systems whose history can be brought in: the next one is one more row. */
const sources = { servicenow } as const;

type Known = keyof typeof sources;

const sourceOf = (name: string | undefined): Source<Entry> => {
  if (name !== undefined && Object.hasOwn(sources, name))
    return sources[name as Known] as unknown as Source<Entry>;
  throw new Failure('usage', `"${name}" is not a system: ${Object.keys(sources).join(', ')}.`);
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
    isDryRun: given.options.dryRun === true,
    now: () => new Date().toISOString(),
    signal: given.signal,
    progress: given.progress,
  });
};

const carryOut = (given: Given) =>
  given.options.dryRun === true
    ? importInto(given, new MemoryEventStore())
    : withLog(dataOf(given), (store) => importInto(given, store));

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

const run = async (given: Given): Promise<Result> => {
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

export const importing: Command = {
  name: 'import',
  summary: 'bring in the history of another system; may be stopped and run again at any point',
  arguments: {
    '<system>': `whose log it is: ${Object.keys(sources).join(', ')}`,
    '<file>': 'the log as CSV, plain or compressed with gzip',
  },
  options: {
    ...DATA_OPTION,
    '--tenant <name>': 'for whom (default: demo)',
    '--dry-run': 'only try it: nothing is kept',
    '--report <file>': 'also write the whole report there, as JSON',
  },
  examples: [
    'amends import servicenow tests/data/servicenow-incidents.csv.gz --dry-run',
    'amends import servicenow incidents.csv --tenant acme --report report.json',
  ],
  run,
};
