// Adds up Jest's reports, names what was skipped, and fails if a suite that should run did not.
import { readFileSync } from 'node:fs';

const needed = ['tests/journeys/', 'tests/chaos/', 'tests/architecture/', 'libs/', 'apps/'];
const reports = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const suites = reports.flatMap(({ testResults }) => testResults);
const sum = (key) => reports.reduce((total, report) => total + report[key], 0);
const say = (line) => process.stdout.write(`${line}\n`);

const tests = suites.flatMap(({ assertionResults }) => assertionResults);
for (const { status, fullName } of tests) if (status === 'pending') say(`skipped: ${fullName}`);

const absent = needed.filter((part) => !suites.some(({ name }) => name.includes(`/${part}`)));
for (const part of absent) say(`did not run: ${part}`);

const failed = sum('numFailedTests') + sum('numRuntimeErrorTestSuites') + absent.length;
say(`${sum('numPassedTests')} passed, ${failed} failed, ${sum('numPendingTests')} skipped`);
process.exitCode = failed > 0 || sum('numPassedTests') === 0 ? 1 : 0;
