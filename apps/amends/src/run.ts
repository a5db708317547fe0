import { commands } from './commands.js';
import type { Given, Result } from './command.js';
import { exitCodes, Failure, failureOf, type ExitName } from './exit-codes.js';
import { noProgress } from '#importing';
import { barOn } from './progress.js';
import { version } from '#platform';

import { choose, type Chosen, type Shown } from './program.js';

/** The parts of the process that the command line uses. */
export interface Terminal {
  readonly out: NodeJS.WritableStream;
  readonly err: NodeJS.WriteStream;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

interface Ended {
  readonly exit: ExitName;
  readonly lines: readonly string[];
}

const onOneLine = (value: object) => [JSON.stringify(value)];

const showing = async ({ shown, of }: Shown, isForPrograms: boolean): Promise<Ended> => {
  const details = (await of?.details?.()) ?? [];
  const text = [shown.trimEnd(), ...(details.length > 0 ? ['', ...details] : [])].join('\n');
  const value = text === version ? { version } : { help: text };
  return { exit: 'done', lines: isForPrograms ? onOneLine(value) : [text] };
};

const givenTo = ({ arguments: words, options }: Chosen, terminal: Terminal): Given => {
  const isQuiet = options.quiet === true;
  return {
    arguments: words,
    options,
    env: terminal.env,
    signal: terminal.signal,
    progress: isQuiet ? noProgress : barOn(terminal.err),
    say: (line) => void (options.json || terminal.out.write(`${line}\n`)),
  };
};

const running = async (chosen: Chosen, terminal: Terminal): Promise<Ended> => {
  const given = givenTo(chosen, terminal);
  try {
    const { exit = 'done', says, json }: Result = await chosen.command.run(given);
    return { exit, lines: chosen.options.json ? onOneLine(json) : says };
  } finally {
    given.progress.stop();
  }
};

const commandIn = (line: readonly string[]): string => {
  const word = line.find((one) => !one.startsWith('-'));
  return commands.some(({ name }) => name === word) ? `amends ${word}` : 'amends';
};

/** A command line that cannot be understood is answered with where to read how it is written. */
const explained = (failure: Failure, line: readonly string[]): Failure =>
  failure.exit === 'usage'
    ? new Failure('usage', `${failure.message} See ${commandIn(line)} --help.`, { cause: failure })
    : failure;

const errorValue = ({ exit, message }: Failure) => ({
  error: { name: exit, code: exitCodes[exit][0], message },
});

/** Runs one command line; returns the exit code, and never throws. */
export const run = async (line: readonly string[], terminal: Terminal): Promise<number> => {
  const isForPrograms = line.includes('--json');
  try {
    const chosen = choose(commands, version, line);
    const { exit, lines } =
      'shown' in chosen ? await showing(chosen, isForPrograms) : await running(chosen, terminal);
    for (const text of lines) terminal.out.write(`${text}\n`);
    return exitCodes[exit][0];
  } catch (error) {
    const failure = explained(failureOf(error), line);
    if (isForPrograms) terminal.out.write(`${JSON.stringify(errorValue(failure))}\n`);
    else terminal.err.write(`${failure.message}\n`);
    if (terminal.env.AMENDS_DEBUG === '1')
      terminal.err.write(`${String((error as Error).stack)}\n`);
    return exitCodes[failure.exit][0];
  }
};
