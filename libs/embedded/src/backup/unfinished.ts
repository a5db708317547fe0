import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const MARK = 'restore-unfinished';

/** A restore that was interrupted. Its message is a sentence that says what to do. */
export class RestoreUnfinished extends Error {
  override readonly name = 'RestoreUnfinished';
}

/** From here on the data directory is neither what it was nor restored. */
export const beginReplacing = (data: string): Promise<void> =>
  writeFile(join(data, MARK), '', { flush: true });

export const endReplacing = (data: string): Promise<void> => rm(join(data, MARK));

/** Throws `RestoreUnfinished` for a data directory that a restore has left half replaced. */
export const ensureRestored = (data: string): void => {
  if (!existsSync(join(data, MARK))) return;
  throw new RestoreUnfinished(
    `A restore into ${data} was interrupted. Run amends restore again with the same backup.`,
  );
};
