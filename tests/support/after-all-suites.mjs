// Clears a run's temporary files away, and fails when a suite left some behind.
import { readdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** Made once for all suites of a run (`packaged.ts`). */
const shared = /^package(-|$)/;

export default () => {
  const folder = process.env.TMPDIR;
  process.env.TMPDIR = dirname(folder);
  const left = readdirSync(folder).filter((name) => !shared.test(name));
  rmSync(folder, { recursive: true, force: true });
  if (left.length > 0)
    throw new Error(`The suites left behind in the temporary folder: ${left.join(', ')}`);
};
