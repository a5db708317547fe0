import { lookUp } from '#eventing';
import { ImportFault } from '#importing';

/** The program's exit codes: those above 63 as in BSD's sysexits.h, signals as in a shell. */
export const exitCodes = {
  done: [0, 'Success.'],
  findings: [1, 'Success, but it found something that needs attention.'],
  usage: [64, 'Invalid command line; see --help.'],
  data: [65, 'The content of the file is not what it should be.'],
  input: [66, 'The file does not exist or cannot be read.'],
  unavailable: [69, 'No server answers at this address.'],
  bug: [70, 'A fault in Amends. AMENDS_DEBUG=1 shows where.'],
  output: [73, 'The file cannot be written, or already exists.'],
  disk: [74, 'Reading or writing failed: the disk is full or faulty.'],
  busy: [75, 'Another process is using the data directory. Try again later.'],
  refused: [77, 'The server refused: not allowed, or not in this state.'],
  config: [78, 'A setting is missing or wrong.'],
  interrupted: [130, 'Stopped by Ctrl-C; work that had started was finished.'],
  terminated: [143, 'Stopped by a signal; work that had started was finished.'],
} as const satisfies Record<string, readonly [code: number, meaning: string]>;

export type ExitName = keyof typeof exitCodes;

/** Ends the command, with a sentence for a person and an exit code for a program. */
export class Failure extends Error {
  override readonly name = 'Failure';

  constructor(
    readonly exit: ExitName,
    sentence: string,
    options?: ErrorOptions,
  ) {
    super(sentence, options);
  }
}

const byCode: Readonly<Record<string, (path: string) => Failure>> = {
  ENOENT: (path) => new Failure('input', `${path} does not exist.`),
  EISDIR: (path) => new Failure('input', `${path} is a folder, not a file.`),
  ENOTDIR: (path) => new Failure('input', `${path} is not in a folder.`),
  EACCES: (path) => new Failure('input', `You may not read ${path}.`),
  EPERM: (path) => new Failure('input', `You may not use ${path}.`),
  EROFS: (path) => new Failure('output', `${path} is on a disk that cannot be written.`),
  EEXIST: (path) => new Failure('output', `${path} already exists.`),
  ENOSPC: () => new Failure('disk', 'The disk is full. Nothing that was stored is lost.'),
  EIO: () => new Failure('disk', 'The disk failed. Check it before you continue.'),
};

/** The sentence for an error of the operating system; any other error is a bug. */
export const failureOf = (error: unknown): Failure => {
  if (error instanceof Failure) return error;
  if (error instanceof ImportFault) return new Failure('data', error.message, { cause: error });
  const { code, path, message } = error as NodeJS.ErrnoException;
  const known = lookUp(byCode, code ?? '')?.(path ?? 'this file');
  return (
    known ??
    new Failure('bug', `Something went wrong in Amends itself: ${message ?? String(error)}`, {
      cause: error,
    })
  );
};
