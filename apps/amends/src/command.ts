import type { ExitName } from './exit-codes.js';
import type { Progress } from '#importing';

/** The options and arguments of a command, and what it may use. */
export interface Given {
  readonly arguments: readonly string[];
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  readonly env: NodeJS.ProcessEnv;
  /** Aborted by Ctrl-C: finish what was started, and start nothing new. */
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Shows a person how far the command is, at once; does nothing with `--json`. */
  readonly say: (line: string) => void;
}

export interface Result {
  /** `done` by default. */
  readonly exit?: ExitName;
  /** The result for people, one line each. */
  readonly says: readonly string[];
  /** The result for programs, with `--json`. */
  readonly json: object;
}

/** One row of the table of commands; help, parsing and the reference are derived from it. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** By name, as commander writes them: `<file>` or `[view]`. */
  readonly arguments?: Readonly<Record<string, string>>;
  /** By flags: `--queue <name>`. */
  readonly options?: Readonly<Record<string, string>>;
  readonly examples?: readonly string[];
  /** More lines of its help, which take time to find. */
  readonly details?: () => Promise<readonly string[]>;
  readonly run: (given: Given) => Promise<Result>;
}
