import { commands } from './commands.js';
import type { Given, Result } from './command.js';
import { exitCodes, failureOf, type ExitName, type Failure } from './exit-codes.js';
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

const showing = ({ shown }: Shown, isForPrograms: boolean): Ended => {
  const text = shown.trimEnd();
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

const errorValue = ({ exit, message }: Failure) => ({
  error: { name: exit, code: exitCodes[exit][0], message },
});

/** Runs one command line; returns the exit code, and never throws. */
export const run = async (line: readonly string[], terminal: Terminal): Promise<number> => {
  const isForPrograms = line.includes('--json');
  try {
    const chosen = choose(commands, version, line);
    const { exit, lines } =
      'shown' in chosen ? showing(chosen, isForPrograms) : await running(chosen, terminal);
    for (const text of lines) terminal.out.write(`${text}\n`);
    return exitCodes[exit][0];
  } catch (error) {
    const failure = failureOf(error);
    if (isForPrograms) terminal.out.write(`${JSON.stringify(errorValue(failure))}\n`);
    else terminal.err.write(`${failure.message}\n`);
    if (terminal.env.AMENDS_DEBUG === '1')
      terminal.err.write(`${String((error as Error).stack)}\n`);
    return exitCodes[failure.exit][0];
  }
};
