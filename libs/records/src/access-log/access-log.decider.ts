import {
  type CommandsOf,
  type Decider,
  type Evolution,
  evolveBy,
  type MessagesOf,
  type Moment,
  secondsAfter,
} from '#eventing';

/**
 * What somebody read. `list`: the name in a list of customers; `search`: that a value which they
 * searched for is in the record; `directory`: what a directory says of the person.
 */
export const readWhats = [
  'record',
  'history',
  'data',
  'proof',
  'list',
  'search',
  'directory',
] as const;
export type ReadWhat = (typeof readWhats)[number];

/**
 * Who has read a customer's data. One entry per reader and hour is enough, and is all that is kept.
 */
export type AccessLogEvent = MessagesOf<{ RecordRead: { what: ReadWhat; role: string } }>;

export type AccessLogCommand = CommandsOf<{ LogAccess: { what: ReadWhat; role: string } }>;

/** By reader and what was read: when it was last recorded, for recent readers. */
export interface AccessLogState {
  readonly now?: Moment | undefined;
  readonly last: Readonly<Record<string, Moment>>;
}

export type AccessLogDecider = Decider<AccessLogState, AccessLogCommand, AccessLogEvent>;
type Happened = AccessLogEvent & {
  readonly meta?: { readonly at: Moment; readonly actor: { readonly id: string } };
};

/** Seconds during which further reading by the same person is not recorded again. */
const ONCE_IN = 3600;

const isRecent = (noted: Moment, now: Moment) => secondsAfter(noted, ONCE_IN) > now;

const rows = (reader: string): Evolution<AccessLogState, AccessLogEvent> => ({
  RecordRead: ({ last, now = '' }, { what }) => ({
    last: {
      ...Object.fromEntries(Object.entries(last).filter(([, noted]) => isRecent(noted, now))),
      [`${reader}/${what}`]: now,
    },
  }),
});

/** One stream for each customer, beside the record, so that reading does not change its version. */
export const accessLogDecider: AccessLogDecider = {
  name: 'reading',
  initial: { last: {} },
  evolve: ({ last }, event) => {
    const { meta } = event as Happened;
    return evolveBy(rows(meta?.actor.id ?? ''))({ last, now: meta?.at }, event);
  },
  decide: ({ last }, { by, at, data }) => {
    const noted = last[`${by.id}/${data.what}`];
    return noted !== undefined && isRecent(noted, at) ? [] : [{ type: 'RecordRead', data }];
  },
};
