import type { RecordedEvent } from '../messages.js';
import { yieldToEventLoop } from '../yield-to-event-loop.js';
import type { EventStore } from './event-store.port.js';

const PAGE = 500;

/** Runs of events that follow each other in one stream. */
const runsOf = (events: readonly RecordedEvent[]): readonly (readonly RecordedEvent[])[] => {
  const runs: RecordedEvent[][] = [];
  for (const event of events) {
    const run = runs.at(-1);
    if (run?.[0]!.stream === event.stream) run.push(event);
    else runs.push([event]);
  }
  return runs;
};

/**
 * Takes a log over into another store, in its order: the same bytes, hashes and moments at other
 * positions. Called again, it goes on: what is there already is recognised as the same.
 */
export const copyLog = async (
  from: EventStore,
  to: EventStore,
  onProgress: (position: number) => void = () => {},
): Promise<void> => {
  for (let after = 0; ; await yieldToEventLoop()) {
    const page = await from.readAll({ after, limit: PAGE });
    if (page.length === 0) return;
    for (const run of runsOf(page)) await to.appendRecorded(run[0]!.stream, run[0]!.revision, run);
    after = page.at(-1)!.position;
    onProgress(after);
  }
};
