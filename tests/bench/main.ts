import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkingBench } from './checking.bench.js';
import { type Figure, print } from './figures.js';
import { ledgerBench } from './ledger.bench.js';
import { machine } from './machine.js';
import { openingBench } from './opening.bench.js';
import { readingBench } from './reading.bench.js';
import { recordsBench } from './records.bench.js';
import { requestsBench } from './requests.bench.js';
import { storeBench } from './store.bench.js';
import { timersBench } from './timers.bench.js';
import { vaultBench } from './vault.bench.js';
import { viewsBench } from './views.bench.js';

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
  },
});
const { json, quick, only } = values;

const chapters: Readonly<Record<string, () => Promise<Figure[]>>> = {
  'What a request costs the server': () => requestsBench(quick ? 1 : 7),
  'Opening tickets over HTTP': () => openingBench(quick ? 1 : 5),
  'The log alone': () => storeBench(quick ? 2000 : 10_000, quick ? 20_000 : 1_000_000),
  'The ledger': () => ledgerBench(quick ? 20_000 : 1_000_000),
  'The vault': () => vaultBench(quick ? 1 : 9),
  'A page of a view': () => viewsBench(1000, quick ? 3000 : 100_000),
  'A record of many claims': async () => recordsBench(quick ? 200 : 5000),
  'Checking who speaks': async () => checkingBench(quick ? 500 : 20_000),
  'Timers of service levels': () =>
    timersBench(
      quick
        ? { timers: 500, together: 100, minutes: 1, atRisk: 50, seconds: 3 }
        : { timers: 100_000, together: 10_000, minutes: 4, atRisk: 50, seconds: 20 },
    ),
  'Reading, rebuilding and starting': () =>
    readingBench(quick ? { tickets: 1000, events: 5000 } : { tickets: 100_000, events: 1_000_000 }),
};

const found = { machine: machine(), quick, chapters: {} as Record<string, Figure[]> };
process.stdout.write(`${JSON.stringify(found.machine, null, 2)}\n`);
if (quick)
  process.stdout.write('A quick run: it shows that all of it works, and measures nothing.\n');
for (const [chapter, run] of Object.entries(chapters)) {
  if (!chapter.startsWith(only)) continue;
  found.chapters[chapter] = await run();
  print(chapter, found.chapters[chapter]);
}
if (json) writeFileSync(json, `${JSON.stringify(found, null, 2)}\n`);
