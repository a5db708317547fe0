// Gives a run a folder of its own for temporary files, so that runs do not meet on one machine.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export default () => {
  process.env.TMPDIR = mkdtempSync(join(tmpdir(), 'amends-tests-'));
};
