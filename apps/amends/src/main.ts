import { exitCodes } from './exit-codes.js';
import { run } from './run.js';

const stopping = new AbortController();
let code: number | undefined;

const AGAIN =
  'Finishing current work. Press Ctrl-C again to stop at once; nothing stored is lost.\n';

/** The first signal asks to stop; the second one stops. Stored data is complete in both cases. */
const stop = (signal: 'SIGINT' | 'SIGTERM') => {
  code = exitCodes[signal === 'SIGINT' ? 'interrupted' : 'terminated'][0];
  if (stopping.signal.aborted) process.exit(code);
  if (signal === 'SIGINT') process.stderr.write(AGAIN);
  stopping.abort();
};

process.on('SIGINT', stop);
process.on('SIGTERM', stop);

/** The reader of our output has closed it, as `head` does. */
const onClosedPipe = (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
};
process.stdout.on('error', onClosedPipe);
process.stderr.on('error', onClosedPipe);

const { stdout: out, stderr: err, env } = process;
const ended = await run(process.argv.slice(2), { out, err, env, signal: stopping.signal });
process.exitCode = ended === exitCodes.interrupted[0] ? (code ?? ended) : ended;
