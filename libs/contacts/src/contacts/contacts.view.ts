import {
  type DataOf,
  idOf,
  type Message,
  type Moment,
  type RecordedEvent,
  type View,
} from '#eventing';

import type { ContactChannel, ContactEvent, Started } from '../contact/contact.events.js';
import {
  lastMark,
  noTime,
  type TimeKind,
  type TimeMarks,
  timeSpent,
  waitsOf,
  withEvent,
} from '../contact/customer-time.mapping.js';
import {
  type AgentRow,
  answered,
  type HandoffRow,
  offered,
  openSince,
  timedOut,
} from './handoffs.view.js';
import { type LeavingRow, read, settled, type StoryRow, told, wished } from './stories.view.js';

/** One contact as lists and its own page need it. */
export interface ContactRow {
  readonly id: string;
  readonly customer: string;
  readonly channel: ContactChannel;
  readonly ticket: string | null;
  readonly queue: string | null;
  readonly team: string | null;
  readonly service: string | null;
  readonly accountable: string;
  readonly status: 'open' | 'dropped' | 'ended';
  readonly startedAt: Moment;
  readonly droppedAt?: Moment;
  readonly endedAt?: Moment;
  readonly outcome?: string;
  readonly agents: readonly AgentRow[];
  readonly handoffs: readonly HandoffRow[];
  /** The promises to call back that followed from losing the customer. */
  readonly callbacks: readonly string[];
  /** What is known of the customer's time: marks, from which waits and minutes are counted. */
  readonly time: TimeMarks;
  /** Other customers who spoke in it, or for whom somebody spoke. */
  readonly linked: readonly string[];
  readonly stories: readonly StoryRow[];
  /** How often the customer was made to repeat it. */
  readonly askedAgain: number;
  readonly refusals: number;
  readonly deviations: number;
  readonly leaving?: LeavingRow;
  /** When the budget of their minutes was used up. */
  readonly overBudgetAt?: Moment;
  readonly changedAt: Moment;
  readonly version: number;
}

const started = (
  _: ContactRow | undefined,
  { stream, meta, revision, data }: RecordedEvent<Message<string, Started>>,
): ContactRow => ({
  id: idOf(stream),
  customer: data.customer,
  channel: data.channel,
  ticket: data.ticket ?? null,
  queue: data.queue ?? null,
  team: data.team ?? null,
  service: data.service ?? null,
  accountable: data.accountable,
  status: 'open',
  startedAt: data.at,
  agents: [],
  handoffs: [],
  callbacks: [],
  time: noTime,
  linked: [],
  stories: [],
  askedAgain: 0,
  refusals: 0,
  deviations: 0,
  changedAt: meta.at,
  version: revision + 1,
});

const change =
  <E extends RecordedEvent<ContactEvent>>(of: (row: ContactRow, event: E) => Partial<ContactRow>) =>
  (row: ContactRow | undefined, event: E): ContactRow | undefined =>
    row && {
      ...row,
      ...of(row, event),
      time: withEvent(row.time, event, row.channel),
      changedAt: event.meta.at,
      version: event.revision + 1,
    };

/** What changes no more than when it changed. */
const noted = change(() => ({}));

const withCallback = (
  { callbacks }: ContactRow,
  callback: { readonly promise: string } | undefined,
) => ({ callbacks: callback ? [...callbacks, callback.promise] : callbacks });

const linkedWith = (
  { linked, customer }: ContactRow,
  { speaker, speaksFor }: DataOf<ContactEvent, 'SpeakerJoined'>,
) => {
  const all = new Set([...linked, speaker, ...(speaksFor ? [speaksFor.customer] : [])]);
  return [...all].filter((other) => other !== customer);
};

/** Whole seconds of one kind; what still runs counts once it ends. */
const secondsOf = (kind: TimeKind) => ({
  type: 'integer' as const,
  of: ({ time }: ContactRow) => whole(timeSpent(time, lastMark(time)).by[kind]),
});

const whole = (milliseconds: number) => (milliseconds - (milliseconds % 1000)) / 1000;

/** Waits of which the customer was told something, and that are over. */
const toldWaits = ({ time }: ContactRow) =>
  waitsOf(time).flatMap(({ told: said, seconds }) =>
    said && seconds !== undefined ? [{ told: said.minutes * 60, seconds }] : [],
  );

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0);

/** Contacts as they are now. */
export const contactsView: View<ContactEvent, ContactRow> = {
  name: 'contacts',
  version: 2,
  of: 'contact',
  columns: {
    status: { type: 'text', of: ({ status }) => status },
    active: { type: 'integer', of: ({ status, endedAt }) => Number(status === 'open' && !endedAt) },
    channel: { type: 'text', of: ({ channel }) => channel },
    customer: { type: 'text', of: ({ customer }) => customer },
    ticket: { type: 'text', of: ({ ticket }) => ticket },
    queue: { type: 'text', of: ({ queue }) => queue },
    team: { type: 'text', of: ({ team }) => team },
    service: { type: 'text', of: ({ service }) => service },
    accountable: { type: 'text', of: ({ accountable }) => accountable },
    startedAt: { type: 'text', of: ({ startedAt }) => startedAt },
    changedAt: { type: 'text', of: ({ changedAt }) => changedAt },
    overBudget: { type: 'integer', of: ({ overBudgetAt }) => Number(overBudgetAt !== undefined) },
    leavingDue: { type: 'text', of: ({ leaving }) => (leaving?.isOpen ? leaving.due : null) },
    handoff: secondsOf('handoff'),
    hold: secondsOf('hold'),
    queued: secondsOf('queue'),
    menu: secondsOf('menu'),
    repeat: secondsOf('repeat'),
    toldWaits: { type: 'integer', of: (row) => toldWaits(row).length },
    keptWaits: {
      type: 'integer',
      of: (row) => toldWaits(row).filter(({ told: most, seconds }) => seconds <= most).length,
    },
    toldSeconds: { type: 'integer', of: (row) => sumOf(toldWaits(row).map((each) => each.told)) },
    waitedSeconds: {
      type: 'integer',
      of: (row) => sumOf(toldWaits(row).map(({ seconds }) => seconds)),
    },
    offeredAt: { type: 'text', of: ({ handoffs }) => openSince(handoffs) },
  },
  indexes: [
    ['startedAt'],
    ['changedAt'],
    ['status', 'startedAt'],
    ['customer', 'startedAt'],
    ['customer', 'active'],
    ['ticket', 'startedAt'],
    ['accountable', 'active', 'startedAt'],
    ['team', 'startedAt'],
    ['queue', 'startedAt'],
    ['service', 'startedAt'],
    ['offeredAt'],
    ['leavingDue'],
    ['overBudget', 'startedAt'],
  ],
  when: {
    ContactStarted: started,
    ContactLinked: change((_, { data: { ticket } }) => ({ ticket })),
    AccountabilityMoved: change((_, { data: { person } }) => ({ accountable: person })),
    SpeakerJoined: change((row, { data }) => ({ linked: linkedWith(row, data) })),
    AgentJoined: change(({ agents, status }, { data: { agent, toldAs, at, unread } }) => ({
      status: status === 'dropped' ? 'open' : status,
      agents: [...agents, { agent, at, ...(toldAs && { toldAs }), ...(unread && { unread }) }],
    })),
    WaitStarted: noted,
    WaitEnded: noted,
    RecordingAttached: noted,
    StoryTold: change(({ stories }, { data }) => ({ stories: told(stories, data) })),
    StoryRead: change(({ stories }, { data }) => ({ stories: read(stories, data) })),
    StoryAskedAgain: change(({ askedAgain }) => ({ askedAgain: askedAgain + 1 })),
    HandoffOffered: change(({ handoffs }, { data }) => ({ handoffs: offered(handoffs, data) })),
    HandoffAccepted: change(({ handoffs, status }, { data }) => ({
      status: status === 'dropped' ? 'open' : status,
      handoffs: answered(handoffs, 'accepted', data),
    })),
    HandoffDeclined: change(({ handoffs }, { data }) => ({
      handoffs: answered(handoffs, 'declined', data),
    })),
    HandoffTimedOut: change((row, { data }) => ({
      ...withCallback(row, data.callback),
      handoffs: timedOut(row.handoffs, data),
    })),
    ContactDropped: change((row, { data: { at, callback } }) => ({
      ...withCallback(row, callback),
      status: row.status === 'ended' ? 'ended' : 'dropped',
      droppedAt: at,
    })),
    ContactEnded: change(({ status }, { data: { at, outcome } }) => ({
      status: status === 'dropped' ? 'dropped' : 'ended',
      endedAt: at,
      ...(outcome !== undefined && { outcome }),
    })),
    ScriptLeft: change(({ deviations }) => ({ deviations: deviations + 1 })),
    ScriptDeviationAssessed: noted,
    ScriptDeviationEndorsed: noted,
    ServiceRefused: change(({ refusals }) => ({ refusals: refusals + 1 })),
    LeavingWished: change((_, { data }) => ({ leaving: wished(data) })),
    LeavingCarriedOut: change((row, { data }) => settled(row, 'carriedOutAt', data.at)),
    LeavingWithdrawn: change((row, { data }) => settled(row, 'withdrawnAt', data.at)),
    CustomerMinutesExceeded: change((_, { data }) => ({ overBudgetAt: data.due })),
  },
};
