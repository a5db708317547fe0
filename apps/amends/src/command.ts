import type { ExitName } from './exit-codes.js';
import type { Progress } from '#importing';

/** What a command was given, and what it may use. */
export interface Given {
  readonly arguments: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly env: NodeJS.ProcessEnv;
  /** Aborted by Ctrl-C: finish what was begun, and begin nothing new. */
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Tells a person how it goes on, at once; nothing where a program listens. */
  readonly say: (line: string) => void;
}

export interface Result {
  /** `done` unless stated. */
  readonly exit?: ExitName;
  /** For people, a line each. */
  readonly says: readonly string[];
  /** For programs, by `--json`. */
  readonly json: object;
}

/** One row of the table of commands; help, parsing and the reference follow from it. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** By name, as commander writes them: `<file>` or `[view]`. */
  readonly arguments?: Readonly<Record<string, string>>;
  /** By flags: `--queue <name>`. */
  readonly options?: Readonly<Record<string, string>>;
  readonly examples?: readonly string[];
  readonly run: (given: Given) => Promise<Result>;
}
