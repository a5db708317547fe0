import { deskSettings } from '#desk';
import { ConfigFault, readConfig } from '#platform';
import type { Given } from './command.js';
import { Failure } from './exits.js';

/** What only the command line looks at. */
const OURS = /^AMENDS_(DEBUG|TOKEN_[A-Z]+)$/;

/** The settings of the desk whose data this is. Throws `Failure` (`config`) with all that is wrong. */
export const settingsOf = ({ env }: Pick<Given, 'env'>) => {
  const theirs = Object.fromEntries(Object.entries(env).filter(([name]) => !OURS.test(name)));
  try {
    return readConfig(deskSettings, theirs);
  } catch (cause) {
    if (!(cause instanceof ConfigFault)) throw cause;
    throw new Failure('config', cause.message, { cause });
  }
};
