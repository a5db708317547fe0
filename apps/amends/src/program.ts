import { Command as Commander, CommanderError } from 'commander';
import type { Command, Given } from './command.js';
import { exitCodes, Failure } from './exit-codes.js';

/** The command to run, with its input. */
export interface Chosen {
  readonly command: Command;
  readonly arguments: Given['arguments'];
  readonly options: Given['options'];
}

/** Help or the version was shown: there is nothing to run. */
export interface Shown {
  readonly shown: string;
  /** The command whose help it is. */
  readonly of?: Command;
}

const exitsText = () =>
  Object.values(exitCodes)
    .map(([code, meaning]) => `  ${String(code).padStart(3)}  ${meaning}`)
    .join('\n');

const examplesText = ({ examples = [] }: Command) =>
  examples.length > 0 ? `\nExamples:\n${examples.map((line) => `  $ ${line}`).join('\n')}\n` : '';

const JSON_FLAG = ['--json', 'print one JSON value on standard output, for programs'] as const;

/** Every part writes to the same place, and throws instead of ending the process. */
const tamed = (commander: Commander, show: (text: string) => void) =>
  commander
    .exitOverride()
    .configureOutput({ writeOut: show, writeErr: () => undefined })
    .helpOption('-h, --help', 'show this help')
    .helpCommand(false)
    .showSuggestionAfterError();

interface Wiring {
  readonly show: (text: string) => void;
  readonly choose: (chosen: Chosen) => void;
  readonly helped: (command: Command) => void;
}

const add = (parent: Commander, command: Command, { show, choose, helped }: Wiring) => {
  const child = tamed(parent.command(command.name), show).summary(command.summary);
  child.description(command.summary).addHelpText('after', () => {
    helped(command);
    return examplesText(command);
  });
  for (const [name, about] of Object.entries(command.arguments ?? {})) child.argument(name, about);
  for (const [flags, about] of Object.entries(command.options ?? {})) child.option(flags, about);
  child.option(...JSON_FLAG).action((...given: unknown[]) => {
    const positional = given
      .slice(0, -2)
      .flat()
      .filter((value) => typeof value === 'string');
    choose({ command, arguments: positional, options: child.optsWithGlobals() });
  });
};

const programOf = (commands: readonly Command[], version: string, wiring: Wiring) => {
  const program = tamed(new Commander('amends'), wiring.show)
    .description('Amends: IT service management in which the customer’s word outranks the record.')
    .version(version, '-V, --version', 'show the version')
    .option(...JSON_FLAG)
    .addHelpText('after', `\nExit codes:\n${exitsText()}`);
  for (const command of commands) add(program, command, wiring);
  return program;
};

const sentenceOf = ({ message }: CommanderError) => {
  const [first = '', ...hints] = message.replace(/^error: /, '').split('\n');
  const sentence = `${first.charAt(0).toUpperCase()}${first.slice(1).replace(/\.?$/, '.')}`;
  return [sentence, ...hints].join(' ').trim();
};

/** Reads a command line (without the program's own name). Throws `Failure` (`usage`). */
export const choose = (
  commands: readonly Command[],
  version: string,
  line: readonly string[],
): Chosen | Shown => {
  let shown = '';
  let chosen: Chosen | undefined;
  let of: Command | undefined;
  const wiring: Wiring = {
    show: (text) => (shown += text),
    choose: (it) => (chosen = it),
    helped: (command) => (of = command),
  };
  const program = programOf(commands, version, wiring);
  try {
    program.parse(line.length > 0 ? line : ['--help'], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw new Failure('usage', sentenceOf(error), { cause: error });
  }
  return chosen ?? { shown, ...(of && { of }) };
};
