import { Presets, SingleBar } from 'cli-progress';
import type { Progress } from '#importing';

/** A bar on a terminal; elsewhere a line from time to time, so that logs stay short. */
export const barOn = (stream: NodeJS.WriteStream): Progress => {
  let bar: SingleBar | undefined;
  const stop = () => {
    bar?.stop();
    bar = undefined;
  };
  const start = (what: string, total: number) => {
    stop();
    if (total === 0) return;
    const format = `${what} {bar} {percentage}% {value}/{total}, {eta_formatted} to go`;
    bar = new SingleBar(
      { stream, format, noTTYOutput: !stream.isTTY, notTTYSchedule: 2_000, hideCursor: null },
      Presets.shades_classic,
    );
    bar.start(total, 0);
  };
  return { start, at: (value) => bar?.update(value), stop };
};
