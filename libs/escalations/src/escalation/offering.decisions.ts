import { type Decisions, isAfter, type Moment, secondsAfter } from '#eventing';

import type { EscalationCommand } from './escalation.commands.js';
import type {
  ChainPlace,
  ClimbReason,
  EscalationAsked,
  EscalationEvent,
} from './escalation.events.js';
import { ensure } from './escalation.rules.js';
import type { EscalationSettings } from './escalation.settings.js';
import type { EscalationState } from './escalation.state.js';

type Rows = Decisions<EscalationState, EscalationCommand, EscalationEvent>;
type Chapter = 'RequestEscalation' | 'AcceptEscalation' | 'DeclineEscalation' | 'LapseEscalation';

const MOST_REPETITIONS = 100;
const MINUTE = 60;

const minutesAfter = (at: Moment, minutes: number) => secondsAfter(at, minutes * MINUTE);

const isAsked = (asked: readonly string[], { person, insteadOf }: ChainPlace) =>
  asked.includes(person) || (insteadOf !== undefined && asked.includes(insteadOf));

/** The first place that was not asked; the last one is there whatever was asked before. */
const nextOf = (people: readonly ChainPlace[], asked: readonly string[]) => {
  const last = people.at(-1)!;
  const place = people.find((each) => !isAsked(asked, each)) ?? last;
  return { place, isLast: place === last };
};

export const ensureOpen = ({ status }: EscalationState): void =>
  ensure(status !== 'closed', 'over');

export const ensureRepeatable = ({ repetitions }: EscalationState): void =>
  ensure(repetitions < MOST_REPETITIONS, 'too-many');

/** An offer that is open at a moment, to this person. */
const offerTo = (state: EscalationState, person: string, at: Moment) => {
  ensureOpen(state);
  ensure(!(state.isAssigned && state.owner === person), 'last-in-line');
  ensure(state.offer?.person === person, 'not-offered-to-you');
  ensure(isAfter(state.offer!.until, at), 'offer-over');
  return { person, offer: state.offers };
};

const joined = (state: EscalationState, asked: EscalationAsked): readonly EscalationEvent[] => {
  const { id } = asked.cause;
  if (id !== undefined && state.causes.includes(id)) return [];
  ensureOpen(state);
  ensureRepeatable(state);
  return [{ type: 'EscalationJoined', data: asked }];
};

const askedIn = ({ customer, cause, reason, wants }: EscalationAsked): EscalationAsked => ({
  customer,
  cause,
  ...(reason !== undefined && { reason }),
  ...(wants !== undefined && { wants }),
});

type Asked = Pick<EscalationState, 'asked' | 'offers'>;

interface Asking {
  readonly people: readonly ChainPlace[];
  readonly at: Moment;
  readonly settings: EscalationSettings;
}

const offered = ({ asked, offers }: Asked, { people, at, settings }: Asking): EscalationEvent => {
  const { place, isLast } = nextOf(people, asked);
  if (isLast) {
    const until = minutesAfter(at, settings.contactMinutes);
    return { type: 'EscalationAssigned', data: { ...place, until } };
  }
  const until = minutesAfter(at, settings.offerMinutes);
  return { type: 'EscalationOffered', data: { ...place, offer: offers + 1, until } };
};

const climbed = (
  state: EscalationState,
  because: ClimbReason,
  asking: Asking,
): readonly EscalationEvent[] => [
  { type: 'EscalationClimbed', data: { from: state.offer!.person, because } },
  offered(state, asking),
];

/** Answering an offer, or not. */
const answering = (settings: EscalationSettings) =>
  ({
    AcceptEscalation: (state, { by, data, at }) => {
      if (state.owner === by.id && state.status !== 'closed') return [];
      const until = minutesAfter(at, settings.contactMinutes);
      return [
        { type: 'EscalationAccepted', data: { ...offerTo(state, by.id, at), ...data, until } },
      ];
    },

    DeclineEscalation: (state, { by, at, data: { people, ...said } }) => {
      const data = { ...offerTo(state, by.id, at), ...said };
      const next = climbed(state, 'declined', { people, at, settings });
      return [{ type: 'EscalationDeclined', data }, ...next];
    },

    LapseEscalation: (state, { at, data: { offer, people } }) => {
      if (!state.offer || state.offers !== offer) return [];
      const { person, until } = state.offer;
      ensure(!isAfter(until, at), 'too-early');
      const next = climbed(state, 'lapsed', { people, at, settings });
      return [{ type: 'EscalationLapsed', data: { person, offer, until, noticed: at } }, ...next];
    },
  }) satisfies Partial<Rows>;

/** Asking for an escalation, and offering it up the chain until somebody has it. */
export const offering = (settings: EscalationSettings): Pick<Rows, Chapter> => ({
  RequestEscalation: (state, { at, data }) => {
    if (state.status !== 'none') return joined(state, askedIn(data));
    const { people, except, ...requested } = data;
    const asked = except === undefined ? [] : [except];
    return [
      { type: 'EscalationRequested', data: requested },
      offered({ asked, offers: 0 }, { people, at, settings }),
    ];
  },

  ...answering(settings),
});
