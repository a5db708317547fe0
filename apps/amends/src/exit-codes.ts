import { ImportFault } from '#importing';

/** What the program's exit code means: those above 63 as in BSD's sysexits.h, signals as in a shell. */
export const exitCodes = {
  done: [0, 'It went well.'],
  findings: [1, 'It was carried out, and found something that somebody should look at.'],
  usage: [64, 'The command line is not right; --help says how it goes.'],
  data: [65, 'The file holds something else than it should.'],
  input: [66, 'The file is not there or cannot be read.'],
  unavailable: [69, 'No server answers there.'],
  bug: [70, 'A fault in Amends. AMENDS_DEBUG=1 shows where.'],
  output: [73, 'The file cannot be written, or is already there.'],
  disk: [74, 'Reading or writing failed: a full disk, or a faulty one.'],
  busy: [75, 'Somebody else is using the data directory. Try again later.'],
  refused: [77, 'The server refused: not allowed, or not in this state.'],
  config: [78, 'A setting is missing or wrong.'],
  interrupted: [130, 'Stopped by Ctrl-C; what was begun was finished.'],
  terminated: [143, 'Stopped by a signal; what was begun was finished.'],
} as const satisfies Record<string, readonly [code: number, meaning: string]>;

export type ExitName = keyof typeof exitCodes;

/** The command ends here, with a sentence for a person and an exit code for a program. */
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
  ENOENT: (path) => new Failure('input', `There is no ${path}.`),
  EISDIR: (path) => new Failure('input', `${path} is a folder, not a file.`),
  ENOTDIR: (path) => new Failure('input', `${path} is not in a folder.`),
  EACCES: (path) => new Failure('input', `You may not read ${path}.`),
  EPERM: (path) => new Failure('input', `You may not use ${path}.`),
  EROFS: (path) => new Failure('output', `${path} is on a disk that cannot be written.`),
  EEXIST: (path) => new Failure('output', `${path} is already there.`),
  ENOSPC: () => new Failure('disk', 'The disk is full. Nothing was lost that had been stored.'),
  EIO: () => new Failure('disk', 'The disk failed. Look at it before you go on.'),
};

/** What an error of the operating system means, in words; any other error is a bug. */
export const failureOf = (error: unknown): Failure => {
  if (error instanceof Failure) return error;
  if (error instanceof ImportFault) return new Failure('data', error.message, { cause: error });
  const { code, path, message } = error as NodeJS.ErrnoException;
  const known = byCode[code ?? '']?.(path ?? 'this file');
  return (
    known ??
    new Failure('bug', `Something went wrong in Amends itself: ${message ?? String(error)}`, {
      cause: error,
    })
  );
};
