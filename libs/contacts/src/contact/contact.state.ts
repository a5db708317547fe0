import { evolveBy, lookUp, type Moment } from '#eventing';

import type { ContactChannel, ContactEvent } from './contact.events.js';

export interface HandoffState {
  readonly status: 'offered' | 'accepted' | 'declined' | 'timed-out';
  readonly person?: string;
  readonly due?: Moment;
}

/** What decisions about a contact read. */
export interface ContactState {
  readonly status: 'none' | 'open' | 'dropped' | 'ended';
  readonly contact: string;
  readonly customer: string;
  readonly channel: ContactChannel;
  readonly ticket?: string;
  readonly queue?: string;
  readonly accountable: string;
  /** Since when; absent while it is still the one who was accountable at the start. */
  readonly accountableSince?: Moment;
  readonly endedAt?: Moment;
  readonly agents: readonly string[];
  readonly handoffs: Readonly<Record<string, HandoffState>>;
  /** The ids of notices that were told already. */
  readonly notices: ReadonlySet<string>;
  /** How often we lost the customer. */
  readonly losses: number;
  /** Whether a call-back was promised, and nobody has been with the customer since. */
  readonly isLost: boolean;
  readonly stories: number;
  /** Up to which story each member of staff knows it. */
  readonly read: Readonly<Record<string, number>>;
  readonly events: number;
}

export const nothing: ContactState = {
  status: 'none',
  contact: '',
  customer: '',
  channel: 'call',
  accountable: '',
  agents: [],
  handoffs: {},
  notices: new Set(),
  losses: 0,
  isLost: false,
  stories: 0,
  read: {},
  events: 0,
};

const withHandoff = (state: ContactState, handoff: string, change: HandoffState): ContactState => ({
  ...state,
  handoffs: {
    ...state.handoffs,
    [handoff]: { ...lookUp(state.handoffs, handoff), ...change },
  },
});

const withRead = (state: ContactState, person: string, upTo: number): ContactState => {
  const before = lookUp(state.read, person) ?? 0;
  return { ...state, read: { ...state.read, [person]: upTo > before ? upTo : before } };
};

/** Somebody is with the customer again. */
const withCustomer = (state: ContactState, agent: string): ContactState => ({
  ...state,
  isLost: false,
  status: state.status === 'dropped' ? 'open' : state.status,
  agents: [...new Set([...state.agents, agent])],
});

const lost = (state: ContactState, callback: unknown): ContactState =>
  callback === undefined ? state : { ...state, isLost: true, losses: state.losses + 1 };

const same = (state: ContactState): ContactState => state;

const evolveEach = evolveBy<ContactState, ContactEvent>({
  ContactStarted: (state, { contact, customer, channel, ticket, queue, accountable }) => ({
    ...state,
    status: 'open',
    contact,
    customer,
    channel,
    accountable,
    ...(ticket !== undefined && { ticket }),
    ...(queue !== undefined && { queue }),
  }),
  ContactLinked: (state, { ticket }) => ({ ...state, ticket }),
  AccountabilityMoved: (state, { person, at }) => ({
    ...state,
    accountable: person,
    accountableSince: at,
  }),
  SpeakerJoined: same,
  AgentJoined: (state, { agent }) => withCustomer(state, agent),
  WaitStarted: same,
  WaitEnded: same,
  RecordingAttached: same,
  StoryTold: (state, { story, heardBy }) => {
    const told = { ...state, stories: story };
    return heardBy === undefined ? told : withRead(told, heardBy, story);
  },
  StoryRead: (state, { by, upTo }) => withRead(state, by, upTo),
  StoryAskedAgain: same,
  HandoffOffered: (state, { handoff, person, until }) => {
    const status = lookUp(state.handoffs, handoff)?.status ?? 'offered';
    const whom = person === undefined ? {} : { person };
    return withHandoff(state, handoff, { ...whom, status, ...(until && { due: until }) });
  },
  HandoffAccepted: (state, { handoff, by }) =>
    withCustomer(withHandoff(state, handoff, { status: 'accepted' }), by),
  HandoffDeclined: (state, { handoff }) => withHandoff(state, handoff, { status: 'declined' }),
  HandoffTimedOut: (state, { handoff, callback }) =>
    lost(withHandoff(state, handoff, { status: 'timed-out' }), callback),
  ContactDropped: (state, { callback }) => ({
    ...lost(state, callback),
    status: state.status === 'ended' ? 'ended' : 'dropped',
  }),
  ContactEnded: (state, { at }) => ({
    ...state,
    status: state.status === 'dropped' ? 'dropped' : 'ended',
    endedAt: at,
  }),
  ScriptLeft: same,
  ScriptDeviationAssessed: same,
  ScriptDeviationEndorsed: same,
  ServiceRefused: same,
  LeavingWished: same,
  LeavingCarriedOut: same,
  LeavingWithdrawn: same,
  CustomerMinutesExceeded: same,
});

const noticeIn = ({ data }: ContactEvent): string | undefined =>
  'notice' in data ? data.notice : undefined;

export const evolve = (state: ContactState, event: ContactEvent): ContactState => {
  const notice = noticeIn(event);
  const next = evolveEach(state, event);
  const notices = notice === undefined ? next.notices : new Set([...next.notices, notice]);
  return { ...next, notices, events: state.events + 1 };
};
