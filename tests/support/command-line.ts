import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { run } from '../../apps/amends/src/run.js';

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process, with streams of its own. */
export const amends = async (
  line: string | readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Ended> => {
  const [out, err] = [new PassThrough(), new PassThrough()];
  const words = typeof line === 'string' ? line.split(' ') : line;
  const code = await run(words, {
    out,
    err: err as unknown as NodeJS.WriteStream,
    env,
    signal: new AbortController().signal,
  });
  return { code, out: await text(out.end()), err: await text(err.end()) };
};
