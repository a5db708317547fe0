import { deskSettings } from '#embedded';
import { ConfigFault, readConfig } from '#platform';

import type { Given } from './command.js';
import { Failure } from './exit-codes.js';

/** The settings of the desk that owns the data. Throws `Failure` (`config`) with all faults. */
export const settingsOf = ({ env }: Pick<Given, 'env'>) => {
  try {
    return readConfig(deskSettings, env);
  } catch (cause) {
    if (!(cause instanceof ConfigFault)) throw cause;
    throw new Failure('config', cause.message, { cause });
  }
};
