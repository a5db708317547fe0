import { evolveBy, type Moment } from '#eventing';

import type { EscalationAsked, EscalationEvent } from './escalation.events.js';

/** What decisions about an escalation read. */
export interface EscalationState {
  readonly status: 'none' | 'offered' | 'accepted' | 'resolved' | 'closed';
  readonly customer: string;
  /** Every customer who asked for it. */
  readonly people: readonly string[];
  /** The ids of the events from which it follows. */
  readonly causes: readonly string[];
  /** The persons and places of the chain that were asked already. */
  readonly asked: readonly string[];
  readonly offer?: { readonly person: string; readonly until: Moment };
  readonly offers: number;
  /** Who answers for it: of the queue until somebody accepts it, then whoever has it. */
  readonly accountable: string;
  readonly owner?: string;
  readonly isAssigned: boolean;
  /** The version of the dossier that each person read last. */
  readonly read: Readonly<Record<string, number>>;
  /** The last version that was prepared. */
  readonly prepared: number;
  /** The contacts that were taken, by the ids that the telephone system gives. */
  readonly contacts: readonly string[];
  /** How often it was asked for again, or returned. */
  readonly repetitions: number;
}

export const nothing: EscalationState = {
  status: 'none',
  customer: '',
  people: [],
  causes: [],
  asked: [],
  offers: 0,
  accountable: '',
  isAssigned: false,
  read: {},
  prepared: 0,
  contacts: [],
  repetitions: 0,
};

const asked = (state: EscalationState, { customer, cause: { id } }: EscalationAsked) => ({
  people: [...new Set([...state.people, customer])],
  causes: id === undefined ? state.causes : [...state.causes, id],
});

const again = ({ status, repetitions }: EscalationState) => ({
  status: status === 'resolved' ? ('accepted' as const) : status,
  repetitions: repetitions + 1,
});

const withoutOffer = ({ offer: _offer, ...state }: EscalationState): EscalationState => state;

const owned = (state: EscalationState, owner: string): EscalationState => ({
  ...withoutOffer(state),
  status: 'accepted',
  owner,
  accountable: owner,
});

const closed = (state: EscalationState): EscalationState => ({
  ...withoutOffer(state),
  status: 'closed',
});

export const evolve = evolveBy<EscalationState, EscalationEvent>({
  EscalationRequested: (state, data) => ({
    ...state,
    ...asked(state, data),
    status: 'offered',
    customer: data.customer,
    accountable: data.accountable,
  }),
  EscalationJoined: (state, data) => ({ ...state, ...asked(state, data), ...again(state) }),
  EscalationOffered: (state, { person, insteadOf, offer, until }) => ({
    ...state,
    status: 'offered',
    offer: { person, until },
    offers: offer,
    asked: [...state.asked, person, ...(insteadOf === undefined ? [] : [insteadOf])],
  }),
  EscalationAccepted: (state, { person }) => owned(state, person),
  EscalationDeclined: withoutOffer,
  EscalationLapsed: withoutOffer,
  EscalationClimbed: (state) => state,
  EscalationAssigned: (state, { person }) => ({ ...owned(state, person), isAssigned: true }),
  DossierPrepared: (state, { version: prepared }) => ({ ...state, prepared }),
  DossierRead: (state, { person, version }) => ({
    ...state,
    read: { ...state.read, [person]: version },
  }),
  ContactTaken: (state, { contact }) => ({
    ...state,
    contacts: contact === undefined ? state.contacts : [...state.contacts, contact],
  }),
  EscalationResolved: (state) => ({ ...state, status: 'resolved' }),
  EscalationConfirmed: closed,
  EscalationReturned: (state) => ({ ...state, ...again(state) }),
  EscalationWithdrawn: closed,
});
