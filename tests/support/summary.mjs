// Adds up Jest's reports, names what was skipped, and fails if a suite that should run did not.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const specsIn = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.spec.ts'))
    .map((name) => join(folder, name));
const needed = ['apps', 'libs', 'tests'].flatMap(specsIn);
const reports = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const suites = reports.flatMap(({ testResults }) => testResults);
const sum = (key) => reports.reduce((total, report) => total + report[key], 0);
const say = (line) => process.stdout.write(`${line}\n`);

const tests = suites.flatMap(({ assertionResults }) => assertionResults);
for (const { status, fullName } of tests) if (status === 'pending') say(`skipped: ${fullName}`);

const ran = new Set(suites.map(({ name }) => name));
const absent = needed.filter((file) => !ran.has(resolve(file)));
for (const file of absent) say(`did not run: ${file}`);

const failed = sum('numFailedTests') + sum('numRuntimeErrorTestSuites') + absent.length;
const skipped = sum('numPendingTests') + sum('numTodoTests');
const figures = [`${sum('numPassedTests')} passed`, `${failed} failed`];
say([...figures, ...(skipped > 0 ? [`${skipped} skipped`] : [])].join(', '));
process.exitCode = failed > 0 || sum('numPassedTests') === 0 ? 1 : 0;
