import { existsSync } from 'node:fs';
import { open, rename, writeFile } from 'node:fs/promises';
import { lookUp, type StreamStore, TrialLog } from '#eventing';
import { histories } from '#importing';

import type { Given, Result } from '../command.js';
import { filesIn, readingLog, withLog } from '../data-folder.js';
import { Failure } from '../exit-codes.js';
import { catchUp, withViews } from '../views.js';
import { dataOf, optionOf } from '../where.js';
import { historyOf } from './history.importable.js';
import type { Importable, Outcome } from './importable.js';
import { records } from './records/records.importable.js';

const importables: Readonly<Record<string, Importable>> = {
  records,
  ...Object.fromEntries(histories.map((history) => [history.system, historyOf(history)])),
};

const importableOf = ({ arguments: [name = ''] }: Given): Importable => {
  if (Object.hasOwn(importables, name)) return lookUp(importables, name)!;
  const names = Object.keys(importables).join(', ');
  throw new Failure('usage', `"${name}" cannot be imported. There are ${names}.`);
};

const TENANT = /^[a-z0-9]{1,32}$/;

const tenantOf = (given: Given) => {
  const tenant = optionOf(given, 'tenant') ?? 'demo';
  if (TENANT.test(tenant)) return tenant;
  throw new Failure(
    'usage',
    `"${tenant}" is not a tenant: use lower-case letters and digits, at most 32.`,
  );
};

/** Checked before anything is locked, so that a missing or unreadable file is reported at once. */
const ensureReadable = async (file: string) => {
  const handle = await open(file);
  const found = await handle.stat().finally(() => handle.close());
  if (!found.isFile()) throw new Failure('input', `${file} is not a file.`);
};

type ImportInto = (store: StreamStore) => Promise<Outcome>;

/** The views are updated at once, so that the next start of the server need not wait for them. */
const importAndShow = (given: Given, importInto: ImportInto): Promise<Outcome> =>
  withLog(given, async (store) => {
    const outcome = await importInto(store);
    await withViews(given, ({ writer }) => catchUp(store, writer, given));
    return outcome;
  });

const nothing = { read: async () => [] };

/** On the log as it is now, also beside a running server. If there is no log yet, none is created. */
const tryOut = (given: Given, importInto: ImportInto): Promise<Outcome> =>
  existsSync(filesIn(dataOf(given)).log)
    ? readingLog(given, (log) => importInto(new TrialLog(log)))
    : importInto(new TrialLog(nothing));

/** The file gets its name only when it is complete. */
const keep = async (report: object, file: string) => {
  await writeFile(`${file}.partial`, `${JSON.stringify(report, null, 2)}\n`);
  await rename(`${file}.partial`, file);
};

/** Everything that can be imported, for the help. */
export const importableTexts = (): readonly string[] => [
  'What can be imported:',
  '  records: customer records as CSV, NDJSON or SCIM users',
  ...histories.map(({ system, title }) => `  ${system}: ${title}, as CSV`),
];

export const runImport = async (given: Given): Promise<Result> => {
  const importable = importableOf(given);
  const tenant = tenantOf(given);
  importable.check(given);
  await ensureReadable(given.arguments[1]!);
  const importInto: ImportInto = (store) => importable.importInto(given, store, tenant);
  const { exit, says, report } = await (given.options.dryRun === true
    ? tryOut(given, importInto)
    : importAndShow(given, importInto));
  const file = optionOf(given, 'report');
  if (file) await keep(report, file);
  return { exit, says: [...says, ...(file ? [`Report: ${file}`] : [])], json: report };
};
