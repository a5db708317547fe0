import { Worker } from 'node:worker_threads';

/**
 * JavaScript in a string, so that it runs from the sources, from compiled code, and in a test
 * runner.
 */
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
 * Rewrites a database in its own thread: first its full-text tables without the words of deleted
 * entries, then the whole file without the content of free pages and of gaps in others (which
 * `secure_delete` does not reach: SQLite moves rows within and between pages), and empties the WAL.
 * Nobody may write meanwhile. Throws when another connection still reads the old content.
 */
export const purgeFile = (file: string, words: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { eval: true, workerData: { file, words }, execArgv: [] });
    worker.once('error', reject);
    worker.once('message', (busy: number) => {
      if (busy === 0) resolve();
      else reject(new Error(`${file} is being read; overwritten content is still in its WAL.`));
    });
  });
