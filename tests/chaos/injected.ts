import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

const works = (command: string, args: readonly string[]) =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** Whether system calls can be made to fail here. */
export const canInject = works('strace', ['-f', '-o', '/dev/null', 'true']);

/** Whether the size of files can be limited for one process here. */
export const canLimit = works('prlimit', ['--fsize=1000000:unlimited', 'true']);

/** Says that something was not tested, where it cannot be overlooked. */
export const skippedLoudly = (what: string, why: string): void =>
  void process.stderr.write(`\nSKIPPED LOUDLY: ${what}: ${why}\n`);

/** Runs a program to its end; answers with its exit code or the signal that ended it. */
export const run = async (command: string, args: readonly string[]): Promise<number | string> => {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return code ?? signal ?? 0;
};
