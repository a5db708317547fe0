import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { BackupFault, restore, type Restored } from '#embedded';
import { UnknownForm } from '#eventing';
import { RolledBack } from '#ledger';
import { DirectoryInUse } from '#sqlite';

import { contentsOf, following } from './backup.command.js';
import type { Command, Given } from './command.js';
import { Failure, type ExitName } from './exit-codes.js';
import { settingsOf } from './settings.js';
import { DATA_OPTION, dataOf } from './where.js';

const sourceOf = ([stated]: Given['arguments']) => {
  const source = resolve(stated!);
  if (existsSync(source)) return source;
  throw new Failure('input', `${source} does not exist.`);
};

const exits: readonly (readonly [new (...parts: never[]) => Error, ExitName])[] = [
  [BackupFault, 'data'],
  [UnknownForm, 'data'],
  [DirectoryInUse, 'busy'],
  [TypeError, 'config'],
];

const OLDER = 'With --new-ledger it is restored all the same, and a new ledger begins.';

const failureOf = (error: unknown): unknown => {
  if (error instanceof RolledBack)
    return new Failure('data', `${error.message} ${OLDER}`, { cause: error });
  const exit = exits.find(([kind]) => error instanceof kind)?.[1];
  return exit ? new Failure(exit, (error as Error).message, { cause: error }) : error;
};

const NEW_LEDGER =
  'Before you start: set AMENDS_LEDGER_ORIGIN to a new name, and empty the folder of AMENDS_LEDGER_WITNESS. Tell those who hold checkpoints.';

const lostIn = ({ headBefore, manifest }: Restored): string =>
  headBefore > manifest.position
    ? `The log that was replaced had events after position ${manifest.position}, up to ${headBefore}; they are not in the backup.`
    : '';

const said = (restored: Restored, data: string, isNew: boolean): readonly string[] =>
  [
    `${data}: ${contentsOf(restored.manifest)}, as of ${restored.manifest.at}; all of it verified.`,
    restored.replaced
      ? `What was there before is in ${restored.replaced}. Delete it when you do not need it: it is not swept when a person is erased.`
      : '',
    lostIn(restored),
    `Start the server. The next event has position ${restored.first}; cursors and positions of what was lost are refused.`,
    isNew ? NEW_LEDGER : '',
  ].filter((line) => line !== '');

export const restoring: Command = {
  name: 'restore',
  summary: 'put a backup in the place of the data directory, after everything in it was verified',
  arguments: { '<folder>': 'a folder that amends backup has written' },
  options: {
    ...DATA_OPTION,
    '--new-ledger': 'leave its ledger out: what came later is lost for good, and a new one begins',
  },
  examples: ['amends restore /backups/amends-2026-11-24'],
  run: async (given) => {
    const source = sourceOf(given.arguments);
    const data = dataOf(given);
    const newLedger = given.options['newLedger'] === true;
    const verifying = following(given, 'Verified events');
    const config = { ...settingsOf(given), data };
    const restored = await restore(source, config, { newLedger, verifying }).catch(
      (error: unknown) => {
        throw failureOf(error);
      },
    );
    const { manifest, replaced, first } = restored;
    const { events, streams, position, at } = manifest;
    return {
      says: said(restored, data, newLedger),
      json: {
        data,
        at,
        events,
        streams,
        position,
        nextPosition: first,
        replaced: replaced ?? null,
      },
    };
  },
};
