import { backup } from './backup.command.js';
import type { Command } from './command.js';
import { demo } from './demo/demo.command.js';
import { doctor } from './doctor.command.js';
import { exporting } from './export.command.js';
import { importing } from './import/import.command.js';
import { token } from './token.command.js';
import { restoring } from './restore.command.js';
import { rebuild } from './rebuild.command.js';
import { verify } from './verify.command.js';

/** Everything that the command line can do. */
export const commands: readonly Command[] = [
  demo,
  importing,
  rebuild,
  backup,
  restoring,
  verify,
  doctor,
  exporting,
  token,
];
