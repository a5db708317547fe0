import { idOf, type Message, type Moment, type RecordedEvent, type View } from '#eventing';

import type { ContactChannel, ContactEvent, Started } from '../contact/contact.events.js';
import {
  type AgentRow,
  answered,
  type HandoffRow,
  offered,
  openSince,
  timedOut,
} from './handoffs.view.js';

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
  changedAt: meta.at,
  version: revision + 1,
});

const change =
  <E extends RecordedEvent<Message>>(of: (row: ContactRow, event: E) => Partial<ContactRow>) =>
  (row: ContactRow | undefined, event: E): ContactRow | undefined =>
    row && { ...row, ...of(row, event), changedAt: event.meta.at, version: event.revision + 1 };

/** What changes no more than when it changed. */
const noted = change(() => ({}));

const withCallback = (
  { callbacks }: ContactRow,
  callback: { readonly promise: string } | undefined,
) => ({ callbacks: callback ? [...callbacks, callback.promise] : callbacks });

/** Contacts as they are now. */
export const contactsView: View<ContactEvent, ContactRow> = {
  name: 'contacts',
  version: 1,
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
    ['offeredAt'],
  ],
  when: {
    ContactStarted: started,
    ContactLinked: change((_, { data: { ticket } }) => ({ ticket })),
    AccountabilityMoved: change((_, { data: { person } }) => ({ accountable: person })),
    SpeakerJoined: noted,
    AgentJoined: change(({ agents, status }, { data: { agent, toldAs, at, unread } }) => ({
      status: status === 'dropped' ? 'open' : status,
      agents: [...agents, { agent, at, ...(toldAs && { toldAs }), ...(unread && { unread }) }],
    })),
    WaitStarted: noted,
    WaitEnded: noted,
    RecordingAttached: noted,
    StoryTold: noted,
    StoryRead: noted,
    StoryAskedAgain: noted,
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
    ScriptLeft: noted,
    ScriptDeviationAssessed: noted,
    ScriptDeviationEndorsed: noted,
    ServiceRefused: noted,
    LeavingWished: noted,
    LeavingCarriedOut: noted,
    LeavingWithdrawn: noted,
    CustomerMinutesExceeded: noted,
  },
};
