import { evolveBy, lookUp, type Moment } from '#eventing';

import type { ContactChannel, ContactEvent } from './contact.events.js';
import { noTime, type TimeMarks, withEvent } from './customer-time.mapping.js';

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
  readonly team?: string;
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
  /** What of the customer's time was spent, and what their ticket had cost before, in seconds. */
  readonly time: TimeMarks;
  readonly spentBefore: number;
  readonly isOverBudget: boolean;
  readonly deviations: Readonly<Record<string, DeviationState>>;
  readonly leaving?: LeavingState;
  readonly events: number;
}

/** Who left the script; whether a manager has judged that. */
export interface DeviationState {
  readonly by: string;
  readonly endorsed?: boolean;
}

/** The wish to leave that is not settled yet. */
export interface LeavingState {
  readonly leaving: string;
  readonly promise: string;
  readonly since: Moment;
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
  time: noTime,
  spentBefore: 0,
  isOverBudget: false,
  deviations: {},
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

const withDeviation = (
  state: ContactState,
  deviation: string,
  change: DeviationState,
): ContactState => ({ ...state, deviations: { ...state.deviations, [deviation]: change } });

const stayed = (state: ContactState): ContactState => {
  const { leaving: _, ...others } = state;
  return others;
};

const same = (state: ContactState): ContactState => state;

const evolveEach = evolveBy<ContactState, ContactEvent>({
  ContactStarted: (state, started) => {
    const { at: _, notice: __, service: ___, ...data } = started;
    return { ...state, ...data, status: 'open' };
  },
  ContactLinked: (state, { ticket, spentBefore = 0 }) => ({ ...state, ticket, spentBefore }),
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
  ScriptLeft: (state, { deviation, by }) => withDeviation(state, deviation, { by }),
  ScriptDeviationAssessed: same,
  ScriptDeviationEndorsed: (state, { deviation, endorsed }) =>
    withDeviation(state, deviation, { ...lookUp(state.deviations, deviation)!, endorsed }),
  ServiceRefused: same,
  LeavingWished: (state, { leaving, at: since, callback: { promise } }) => ({
    ...state,
    leaving: { leaving, promise, since },
  }),
  LeavingCarriedOut: stayed,
  LeavingWithdrawn: stayed,
  CustomerMinutesExceeded: (state) => ({ ...state, isOverBudget: true }),
});

const noticeIn = ({ data }: ContactEvent): string | undefined =>
  'notice' in data ? data.notice : undefined;

export const evolve = (state: ContactState, event: ContactEvent): ContactState => {
  const notice = noticeIn(event);
  const next = evolveEach(state, event);
  const notices = notice === undefined ? next.notices : new Set([...next.notices, notice]);
  const time = withEvent(state.time, event, next.channel);
  return { ...next, notices, time, events: state.events + 1 };
};
