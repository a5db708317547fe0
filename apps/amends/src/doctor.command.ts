import { accessSync, constants, existsSync, rmSync, statfsSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { version } from '#platform';
import { DirectoryInUse, durabilityOf, lockDirectory, openDatabase } from '#sqlite';

import type { Command, Given } from './command.js';
import { filesIn } from './data-folder.js';

import { addressOf, DATA_OPTION, dataOf, URL_OPTION } from './where.js';

type Verdict = 'good' | 'note' | 'fault';

interface Finding {
  readonly is: Verdict;
  readonly says: string;
}

const good = (says: string): Finding => ({ is: 'good', says });
const note = (says: string): Finding => ({ is: 'note', says });
const fault = (says: string): Finding => ({ is: 'fault', says });

const NEEDED = 24;

const node = (): Finding => {
  const says = `${process.version} at ${process.execPath}`;
  return Number.parseInt(process.versions.node, 10) >= NEEDED
    ? good(says)
    : fault(`${says}; ${NEEDED} or newer is needed`);
};

const OTHERS_MAY_READ = 0o007;

const folder = (given: Given): Finding => {
  const data = dataOf(given);
  const there = existsSync(data) ? data : dirname(data);
  try {
    accessSync(there, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    return fault(`${there} cannot be written by this user`);
  }
  if (there !== data) return note(`${data} does not exist yet; the first start creates it`);
  const { mode } = statSync(data);
  return mode & OTHERS_MAY_READ
    ? note(`${data} can be read by everybody on this machine: chmod o-rwx`)
    : good(data);
};

const GIB = 2 ** 30;

const disk = (given: Given): Finding => {
  const data = dataOf(given);
  const { bavail, bsize } = statfsSync(existsSync(data) ? data : dirname(data));
  const free = (bavail * bsize) / GIB;
  const says = `${free.toFixed(1)} GiB are free`;
  return free < 1 ? note(`${says}; appends are refused when the disk is full`) : good(says);
};

/** Tested on a file beside the log, so that a running server is not disturbed. */
const durability = (given: Given): Finding => {
  const data = dataOf(given);
  const file = join(existsSync(data) ? data : dirname(data), `doctor-${process.pid}.db`);
  try {
    const database = openDatabase(file, { synchronous: 'FULL' });
    const { journalMode, synchronous, sqlite } = durabilityOf(database);
    database.close();
    return good(`SQLite ${sqlite}, journal ${journalMode}, synchronous ${synchronous}, read back`);
  } catch (error) {
    return fault(String((error as Error).message));
  } finally {
    for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
  }
};

const log = (given: Given): Finding => {
  const { log: file } = filesIn(dataOf(given));
  if (!existsSync(file)) return note('there is no log yet');
  return good(
    `${file}, ${(statSync(file).size / 2 ** 20).toFixed(1)} MiB; amends verify checks it`,
  );
};

const owner = (given: Given): Finding => {
  const data = dataOf(given);
  if (!existsSync(data)) return good('nobody');
  try {
    lockDirectory(data).release();
    return good('not in use: import and rebuild can run');
  } catch (error) {
    if (!(error instanceof DirectoryInUse)) return fault(String((error as Error).message));
    return note(`${error.message} import needs it stopped.`);
  }
};

const isTaken = ({ hostname, port }: URL) =>
  new Promise<boolean>((tell) => {
    const socket = connect({ host: hostname.replace(/[[\]]/g, ''), port: Number(port || 80) });
    const end = (taken: boolean) => {
      socket.destroy();
      tell(taken);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
    socket.setTimeout(2_000, () => end(false));
  });

const isReady = (address: string) =>
  fetch(`${address}/health/ready`, { signal: AbortSignal.timeout(2_000) }).then(
    ({ ok }) => ok,
    () => false,
  );

const port = async (given: Given): Promise<Finding> => {
  const address = addressOf(given);
  if (await isReady(address)) return good(`a server is ready at ${address}`);
  return (await isTaken(new URL(address)))
    ? fault(`${address} is in use by a server that is not ready, or is not Amends`)
    : good(`${address} is free`);
};

const settings = async (given: Given): Promise<Finding> => {
  const { settingsOf } = await import('./settings.js');
  settingsOf(given);
  return good('all settings are valid');
};

/** The checks, in order. */
const checks: Readonly<Record<string, (given: Given) => Finding | Promise<Finding>>> = {
  amends: () => good(version),
  node,
  settings,
  folder,
  disk,
  durability,
  log,
  owner,
  port,
};

const mark: Readonly<Record<Verdict, string>> = { good: 'ok   ', note: 'note ', fault: 'FAULT' };

const examined = async (check: (given: Given) => Finding | Promise<Finding>, given: Given) => {
  try {
    return await check(given);
  } catch (error) {
    return fault(String((error as Error).message));
  }
};

export const doctor: Command = {
  name: 'doctor',
  summary: 'check that everything a server needs is in place; changes nothing',
  options: { ...DATA_OPTION, ...URL_OPTION },
  run: async (given) => {
    const found: (Finding & { readonly check: string })[] = [];
    for (const [check, examine] of Object.entries(checks))
      found.push({ check, ...(await examined(examine, given)) });
    const isWell = found.every(({ is }) => is !== 'fault');
    return {
      exit: isWell ? 'done' : 'findings',
      says: found.map(({ is, check, says }) => `${mark[is]} ${check.padEnd(10)} ${says}`),
      json: { isWell, checks: found },
    };
  },
};
