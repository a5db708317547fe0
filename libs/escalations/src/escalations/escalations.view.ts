import {
  happenedAt,
  idOf,
  type Message,
  type Moment,
  type RecordedEvent,
  type View,
} from '#eventing';

import type {
  ChainPlace,
  ContactTaken,
  EscalationAsked,
  EscalationCause,
  EscalationEvent,
  EscalationMatter,
  Ending,
} from '../escalation/escalation.events.js';

interface AskedRow extends Omit<EscalationAsked, 'cause'> {
  readonly cause: EscalationCause;
  readonly by: string;
  readonly at: Moment;
}

/** An offer, and what became of it. */
export interface OfferRow extends ChainPlace {
  readonly at: Moment;
  readonly until: Moment;
  readonly outcome: 'open' | 'accepted' | 'declined' | 'lapsed' | 'withdrawn';
  readonly answeredAt?: Moment;
  readonly reason?: string;
  readonly name?: string;
}

/** The person who has it. */
interface OwnerRow extends ChainPlace {
  readonly name?: string;
  readonly since: Moment;
  /** The last in line was assigned, not asked. */
  readonly assigned: boolean;
}

interface ContactTakenRow extends Omit<ContactTaken, 'version'> {
  readonly at: Moment;
}

/** One escalation as lists and its own page need it. */
export interface EscalationRow {
  readonly id: string;
  readonly customer: string;
  readonly people: readonly string[];
  readonly about: EscalationMatter;
  readonly queue: string | null;
  readonly team: string | null;
  readonly status: 'offered' | 'accepted' | 'resolved' | 'closed';
  /** Who answers for it at this moment. */
  readonly accountable: string;
  readonly owner?: OwnerRow;
  /** By when the offer is answered, or the customer hears from the owner. */
  readonly due: Moment | null;
  readonly climbs: number;
  readonly offers: readonly OfferRow[];
  readonly asked: readonly AskedRow[];
  readonly requestedAt: Moment;
  /** When the customer was contacted, and by whom. */
  readonly contacts: readonly ContactTakenRow[];
  readonly outcome?: string;
  readonly resolvedAt?: Moment;
  readonly returns: readonly { readonly reason: string; readonly at: Moment }[];
  readonly closedAs?: Ending;
  readonly closedAt?: Moment;
  readonly words?: string;
  readonly version: number;
}

/** What has one open escalation at most. */
export const matterOf = ({ ticket, contact, promise }: EscalationMatter): string =>
  (ticket ?? contact ?? promise)!;

const askedBy = (event: RecordedEvent<Message<string, EscalationAsked>>): AskedRow => {
  const { customer, cause, reason, wants } = event.data;
  return {
    customer,
    cause,
    ...(reason !== undefined && { reason }),
    ...(wants !== undefined && { wants }),
    by: event.meta.actor.id,
    at: happenedAt(event),
  };
};

const change =
  <E extends RecordedEvent<Message>>(
    of: (row: EscalationRow, event: E) => Partial<EscalationRow>,
  ) =>
  (row: EscalationRow | undefined, event: E): EscalationRow | undefined =>
    row && { ...row, ...of(row, event), version: event.revision + 1 };

type Answered = Pick<OfferRow, 'outcome' | 'reason' | 'name'>;

const answered = (
  { offers }: EscalationRow,
  { outcome, reason, name }: Answered,
  answeredAt: Moment,
) => ({
  offers: offers.map((offer) =>
    offer.outcome === 'open'
      ? {
          ...offer,
          outcome,
          answeredAt,
          ...(reason !== undefined && { reason }),
          ...(name !== undefined && { name }),
        }
      : offer,
  ),
});

const ended = (row: EscalationRow, closedAs: Ending, closedAt: Moment) => ({
  ...answered(row, { outcome: 'withdrawn' }, closedAt),
  status: 'closed' as const,
  due: null,
  closedAs,
  closedAt,
});

/** Whose turn it is: the person to whom it is offered, or else who has it. */
export const holderOf = ({ offers, owner, status }: EscalationRow): string | null => {
  if (status === 'closed') return null;
  return offers.find(({ outcome }) => outcome === 'open')?.person ?? owner?.person ?? null;
};

/** Escalations as they are now. `matter` is what has one open escalation at most. */
export const escalationsView: View<EscalationEvent, EscalationRow> = {
  name: 'escalations',
  version: 1,
  of: 'escalation',
  columns: {
    status: { type: 'text', of: ({ status }) => status },
    active: { type: 'integer', of: ({ status }) => (status === 'closed' ? 0 : 1) },
    customer: { type: 'text', of: ({ customer }) => customer },
    people: { type: 'set', of: ({ people }) => people },
    matter: { type: 'text', of: ({ about }) => matterOf(about) },
    ticket: { type: 'text', of: ({ about }) => about.ticket ?? null },
    contact: { type: 'text', of: ({ about }) => about.contact ?? null },
    promise: { type: 'text', of: ({ about }) => about.promise ?? null },
    queue: { type: 'text', of: ({ queue }) => queue },
    team: { type: 'text', of: ({ team }) => team },
    owner: { type: 'text', of: ({ owner }) => owner?.person ?? null },
    accountable: { type: 'text', of: ({ accountable }) => accountable },
    holder: { type: 'text', of: holderOf },
    cause: { type: 'set', of: ({ asked }) => asked.map(({ cause }) => cause.kind) },
    due: { type: 'text', of: ({ due }) => due, nulls: 'last' },
    climbs: { type: 'integer', of: ({ climbs }) => climbs },
    requestedAt: { type: 'text', of: ({ requestedAt }) => requestedAt },
  },
  indexes: [
    ['due'],
    ['climbs'],
    ['requestedAt'],
    ['active', 'due'],
    ['status', 'due'],
    ['matter', 'active'],
    ['holder', 'active', 'due'],
    ['owner', 'due'],
    ['queue', 'active', 'due'],
    ['team', 'active', 'due'],
    ['customer', 'active'],
  ],
  when: {
    EscalationRequested: (_, event) => ({
      id: idOf(event.stream),
      customer: event.data.customer,
      people: [event.data.customer],
      about: event.data.about,
      queue: event.data.queue ?? null,
      team: event.data.team ?? null,
      status: 'offered',
      accountable: event.data.accountable,
      due: null,
      climbs: 0,
      offers: [],
      asked: [askedBy(event)],
      requestedAt: happenedAt(event),
      returns: [],
      contacts: [],
      version: event.revision + 1,
    }),
    EscalationJoined: change((row, event) => ({
      status: row.status === 'resolved' ? 'accepted' : row.status,
      people: [...new Set([...row.people, event.data.customer])],
      asked: [...row.asked, askedBy(event)],
    })),
    EscalationOffered: change(({ offers }, { data, meta: { at } }) => {
      const { offer: _offer, ...place } = data;
      return { due: data.until, offers: [...offers, { ...place, at, outcome: 'open' }] };
    }),
    EscalationAccepted: change((row, { data, meta: { at } }) => {
      const { person, name, until } = data;
      const offer = row.offers.find(({ outcome }) => outcome === 'open');
      const owner = {
        person,
        ...(offer?.insteadOf !== undefined && { insteadOf: offer.insteadOf }),
        ...(name !== undefined && { name }),
        since: at,
        assigned: false,
      };
      const answer = answered(row, { ...data, outcome: 'accepted' }, at);
      return { ...answer, owner, accountable: person, status: 'accepted', due: until };
    }),
    EscalationDeclined: change((row, { data, meta: { at } }) =>
      answered(row, { ...data, outcome: 'declined' }, at),
    ),
    EscalationLapsed: change((row, { meta: { at } }) => answered(row, { outcome: 'lapsed' }, at)),
    EscalationClimbed: change(({ climbs }) => ({ climbs: climbs + 1 })),
    EscalationAssigned: change((_, { data, meta: { at } }) => {
      const { until, ...place } = data;
      const owner = { ...place, since: at, assigned: true };
      return { owner, accountable: place.person, status: 'accepted', due: until };
    }),
    DossierPrepared: change(() => ({})),
    DossierRead: change(() => ({})),
    ContactTaken: change(({ contacts }, event) => {
      const { version: _version, ...contact } = event.data;
      return { due: null, contacts: [...contacts, { ...contact, at: happenedAt(event) }] };
    }),
    EscalationResolved: change((_, { data: { outcome }, meta: { at } }) => ({
      status: 'resolved',
      outcome,
      resolvedAt: at,
      due: null,
    })),
    EscalationConfirmed: change((row, { data, meta: { at } }) => ({
      ...data,
      ...ended(row, 'confirmed', at),
    })),
    EscalationReturned: change(({ returns }, event) => ({
      status: 'accepted',
      returns: [...returns, { reason: event.data.reason, at: happenedAt(event) }],
    })),
    EscalationWithdrawn: change((row, { data: { because, words }, meta: { at } }) => ({
      ...ended(row, because === 'customer' ? 'withdrawn' : 'erased', at),
      ...(words !== undefined && { words }),
    })),
  },
};
