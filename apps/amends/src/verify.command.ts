import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Resumption, UnknownForm } from '#eventing';
import { type Damage, type Verification, verifyLog } from '#sqlite';

import { following } from './backup.command.js';
import type { Command, Given } from './command.js';
import { logIn } from './data-folder.js';
import { Failure } from './exit-codes.js';
import { DATA_OPTION, dataOf } from './where.js';

const fileOf = (given: Given) => {
  const [stated] = given.arguments;
  if (stated === undefined) return logIn(dataOf(given));
  if (!existsSync(stated)) throw new Failure('input', `${stated} does not exist.`);
  return statSync(stated).isDirectory() ? logIn(resolve(stated)) : resolve(stated);
};

/** A file that is not a log is the wrong file, not a bug. */
const verifyFile = async (file: string, given: Given): Promise<Verification> => {
  try {
    return await verifyLog(file, following(given, 'Events'));
  } catch (cause) {
    if (cause instanceof UnknownForm) throw new Failure('data', cause.message, { cause });
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code !== 'ERR_SQLITE_ERROR') throw cause;
    throw new Failure('data', `${file} is not an Amends log, or is damaged: ${message}.`, {
      cause,
    });
  }
};

const damageText = ({ position, stream, fault }: Damage) =>
  `  ${[position !== undefined && `position ${position}`, stream].filter(Boolean).join(', ')}: ${fault}`;

const resumedText = ({ after, first }: Resumption) =>
  `  restored after position ${after}; it went on at ${first}`;

export const verify: Command = {
  name: 'verify',
  summary: 'recompute every hash and chain of the log, or of a backup',
  arguments: {
    '[backup]': 'the folder of a backup, or a file (default: the log of the data directory)',
  },
  options: DATA_OPTION,
  examples: ['amends verify', 'amends verify /backups/amends-2026-11-24 --json'],
  run: async (given) => {
    const file = fileOf(given);
    const { events, streams, head, resumptions, damage } = await verifyFile(file, given);
    const found = `${file}: ${events} events in ${streams} streams`;
    return {
      exit: damage.length > 0 ? 'findings' : 'done',
      says:
        damage.length > 0
          ? [`${found}, and some are not as they were written:`, ...damage.map(damageText)]
          : [`${found}, all unchanged and in order.`, ...resumptions.map(resumedText)],
      json: { file, events, streams, position: head, resumptions, damage },
    };
  },
};
