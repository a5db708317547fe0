import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { backUp, type BackupManifest } from '#embedded';
import type { OnProgress } from '#sqlite';

import type { Command, Given } from './command.js';
import { logIn } from './data-folder.js';
import { Failure } from './exit-codes.js';
import { settingsOf } from './settings.js';
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
    throw new Failure('output', `${target} already exists; a backup never overwrites anything.`);
  if (!existsSync(dirname(target)))
    throw new Failure('output', `The folder ${dirname(target)} does not exist.`);
  return target;
};

/** What a backup consists of, in a sentence. */
export const contentsOf = ({ events, streams, blobs, files }: BackupManifest): string => {
  const others = Object.keys(files).filter((name) => name !== 'log.db');
  return `${events} events in ${streams} streams, ${blobs.count} attachments, ${others.join(', ')}`;
};

export const backup: Command = {
  name: 'backup',
  summary:
    'copy log, ledger, keys of persons and attachments together, also while a server runs; verified before the folder gets its name',
  arguments: { '<folder>': 'the folder to write; it must not exist yet' },
  options: DATA_OPTION,
  examples: ['amends backup /backups/amends-2026-11-24'],
  run: async (given) => {
    const folder = targetOf(given.arguments);
    const data = dataOf(given);
    logIn(data);
    const { tombstones } = settingsOf(given);
    const manifest = await backUp({ data, tombstones }, folder, {
      copying: following(given, 'Pages'),
      verifying: following(given, 'Verified events'),
    });
    const { events, streams, position, blobs } = manifest;
    return {
      says: [
        `${folder}: ${contentsOf(manifest)}; all of it verified.`,
        'To restore it: stop the server, then amends restore FOLDER. The master key is not in it.',
      ],
      json: { folder, events, streams, position, attachments: blobs.count },
    };
  },
};
