import { isLost, type Resumption, type ViewProgress } from '#eventing';

import { problem } from '../problems/problem.js';
import { field } from './request-context.js';
import type { Step } from './hook.js';

const LONGEST = 30;

/** `wait=<seconds>` of Prefer (RFC 7240, 4.3). */
const patienceIn = (prefer: string | undefined): number => {
  const seconds = /(?:^|[,;\s])wait=(\d{1,4})(?:$|[,;\s])/.exec(prefer ?? '')?.[1];
  return Math.min(Number(seconds ?? 0), LONGEST);
};

const wanted = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : undefined;

const within = async (reached: Promise<boolean>, seconds: number): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((give) => {
    timer = setTimeout(give, seconds * 1000, false);
  });
  const came = await Promise.race([reached, late]);
  clearTimeout(timer);
  return came;
};

const awaited = async (progress: ViewProgress, position: number, seconds: number) =>
  seconds > 0 && within(progress.waitFor(position), seconds);

/**
 * The step of reads: a request with `Amends-Position` reads at least that position, and waits for it
 * up to `Prefer: wait=<seconds>`. Otherwise it is answered 503, never with older rows; and 410 where
 * a restored backup has lost what had that position.
 */
export const readYourWrites =
  (progress: ViewProgress, resumptions: readonly Resumption[]): Step =>
  (request, reply) => {
    const tell = () => void reply.header('amends-position', progress.position);
    const position = wanted(field(request.headers, 'amends-position'));
    if (position !== undefined && isLost(resumptions, position)) throw problem('position-lost');
    if (position === undefined || position <= progress.position) return tell();
    const patience = patienceIn(field(request.headers, 'prefer'));
    return awaited(progress, position, patience).then((came) => {
      tell();
      if (came) return;
      const details = { position: progress.position };
      throw problem('position-not-reached', details, { 'retry-after': '1' });
    });
  };
