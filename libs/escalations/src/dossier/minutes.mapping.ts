import type { RecordedEvent } from '#eventing';

interface Timed {
  readonly at: string;
  readonly seconds?: number;
}

interface Spent {
  readonly milliseconds: number;
  readonly since?: string;
}

const MINUTE = 60_000;

/** What ends a wait. */
const ends = ['WaitStarted', 'WaitEnded', 'AgentJoined', 'ContactDropped', 'ContactEnded'];

const after = ({ milliseconds, since }: Spent, { type, data }: RecordedEvent): Spent => {
  const { at, seconds = 0 } = data as Timed;
  if (type === 'StoryAskedAgain')
    return { milliseconds: milliseconds + seconds * 1000, ...(since !== undefined && { since }) };
  if (!ends.includes(type)) return { milliseconds, ...(since !== undefined && { since }) };
  const waited = since === undefined ? 0 : Math.max(0, Date.parse(at) - Date.parse(since));
  const spent = milliseconds + waited;
  return type === 'WaitStarted' ? { milliseconds: spent, since: at } : { milliseconds: spent };
};

/** Minutes that the customer spent waiting and repeating in these contacts, rounded up. */
export const minutesIn = (contacts: readonly (readonly RecordedEvent[])[]): number => {
  const spent = contacts.map(
    (events) => events.reduce(after, { milliseconds: 0 } as Spent).milliseconds,
  );
  return Math.ceil(spent.reduce((sum, each) => sum + each, 0) / MINUTE);
};
