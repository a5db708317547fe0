import { Presets, SingleBar, type TimeFormatter } from 'cli-progress';
import type { Progress } from '#importing';

/** How long it still takes is not known before anything was done, and nobody asks at the end. */
const toGo: TimeFormatter = (seconds) => {
  if (!(seconds > 0 && Number.isFinite(seconds))) return '';
  return seconds < 100 ? `, ${seconds} s to go` : `, ${Math.round(seconds / 60)} min to go`;
};

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
    const format = `${what} {bar} {percentage}% {value}/{total}{eta_formatted}`;
    const notTTY = { noTTYOutput: !stream.isTTY, notTTYSchedule: 2_000 };
    bar = new SingleBar(
      { stream, format, formatTime: toGo, hideCursor: null, ...notTTY },
      Presets.shades_classic,
    );
    bar.start(total, 0);
  };
  return { start, at: (value) => bar?.update(value), stop };
};
