import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { backupLedger, backupLog, type OnProgress } from '#sqlite';

import type { Command, Given } from './command.js';
import { filesIn, logIn } from './data-folder.js';
import { Failure } from './exit-codes.js';
import { DATA_OPTION, dataOf } from './where.js';

/** Shows progress, and throws as soon as the person interrupts the command. */
export const following = ({ progress, signal }: Given, what: string): OnProgress => {
  let isShown = false;
  return (done, total) => {
    if (signal.aborted) throw new Failure('interrupted', 'Stopped. No backup was written.');
    if (!isShown) progress.start(what, total);
    isShown = true;
    progress.at(done);
    if (done >= total) progress.stop();
  };
};

const targetOf = ([stated]: Given['arguments']) => {
  const target = resolve(stated!);
  if (existsSync(target))
    throw new Failure('output', `${target} already exists; a backup never overwrites a file.`);
  if (!existsSync(dirname(target)))
    throw new Failure('output', `The folder ${dirname(target)} does not exist.`);
  return target;
};

/** The file beside the log's backup; nothing, where no server has made a ledger yet. */
const ledgerBeside = async (folder: string, target: string): Promise<string | undefined> => {
  const { ledger } = filesIn(folder);
  if (!existsSync(ledger)) return undefined;
  await backupLedger(ledger, `${target}.ledger`);
  return `${target}.ledger`;
};

export const backup: Command = {
  name: 'backup',
  summary:
    'copy the log and its ledger, also while a server runs; the log is verified before it gets its name',
  arguments: { '<file>': 'the file to write; it must not exist yet' },
  options: DATA_OPTION,
  examples: ['amends backup /backups/amends-2026-11-24.db'],
  run: async (given) => {
    const target = targetOf(given.arguments);
    const log = logIn(dataOf(given));
    const ledger = await ledgerBeside(dataOf(given), target);
    const verified = await backupLog(log, target, {
      copying: following(given, 'Pages'),
      verifying: following(given, 'Verified events'),
    });
    const { events, streams, head } = verified;
    return {
      says: [
        `${target}: ${events} events in ${streams} streams, all of them verified.`,
        ...(ledger ? [`${ledger}: the ledger, to be restored as ledger.db with the log.`] : []),
        'To restore it: stop the server, move log.db*, ledger.db* and views.db* away, copy this file there as log.db, start.',
        'The files of attachments (the folder blobs) are not in it: copy the folder too; its files never change.',
      ],
      json: { file: target, events, streams, position: head, ...(ledger && { ledger }) },
    };
  },
};
