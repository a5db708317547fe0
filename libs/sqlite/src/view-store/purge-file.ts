import { Worker } from 'node:worker_threads';

/** Plain text, so that it runs from the sources, from what was compiled, and under a test runner. */
const WORKER = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { DatabaseSync } = require('node:sqlite');
  const { file, words } = workerData;
  const database = new DatabaseSync(file, { timeout: 2000 });
  database.exec('pragma synchronous = full');
  for (const table of words) database.exec(\`insert into \${table} (\${table}) values ('optimize')\`);
  database.exec('vacuum');
  const { busy } = database.prepare('pragma wal_checkpoint(truncate)').get();
  database.close();
  parentPort.postMessage(busy);
`;

/**
 * Writes a database anew, in a thread of its own: its full-text tables without the words of entries
 * that are no more, then everything without what lies in free pages and in the gaps of others (which
 * `secure_delete` does not reach: SQLite moves rows within and between pages), and empties the WAL.
 * Nobody may write meanwhile. Throws when somebody still reads what was there before.
 */
export const purgeFile = (file: string, words: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { eval: true, workerData: { file, words }, execArgv: [] });
    worker.once('error', reject);
    worker.once('message', (busy: number) => {
      if (busy === 0) resolve();
      else reject(new Error(`${file} is being read; what was overwritten is still beside it.`));
    });
  });
