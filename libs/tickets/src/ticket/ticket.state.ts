import type { Claim } from '#claims';
import {
  type Actor,
  type DataOf,
  type Evolution,
  evolveBy,
  happenedAt,
  type Meta,
  type Moment,
} from '#eventing';

import {
  type Closure,
  type Fact,
  type Grade,
  intake,
  isForStaff,
  isSameLink,
  type Kind,
  type Relation,
  type Requester,
  type Status,
  type TicketEvent,
} from './ticket.events.js';
import {
  added,
  cameAlong,
  companionLeft,
  nobodyWatches,
  removed,
  type Watchers,
  wentApart,
} from './watchers.state.js';

/** Who said it, for the ladder. */
export type Word = Pick<Claim, 'source' | 'assurance'>;

/** The customer's correction of a fact: the version that it made, and when it was made. */
export interface Correction {
  readonly is: string | boolean;
  readonly word: Word;
  readonly version: number;
  readonly at: Moment | undefined;
}

const theirOwn: Word = { source: 'customer', assurance: 'authenticated' };

/**
 * Who says something. Staff know with whom they speak about a ticket, so what they record on the
 * customer's behalf counts as the customer's; what the customer says in person outranks it.
 */
export const wordOf = (
  { kind, id }: Actor,
  { onBehalfOf }: { readonly onBehalfOf?: string | undefined },
): Word => {
  if (kind === 'customer') return theirOwn;
  if (onBehalfOf !== undefined) return { source: 'customer', assurance: 'verified' };
  return { source: kind === 'integration' ? `import:${id}` : 'agent', assurance: 'none' };
};

/** The part of an event's envelope that a decision needs later. */
export type Happened = TicketEvent & { readonly meta?: Meta };

/** Only what a decision reads. What people see is in the views. */
export interface Ticket extends Watchers {
  readonly status: 'unopened' | Status;
  readonly version: number;
  /** The version after the last event that customers see: theirs. */
  readonly shown: number;
  /** When the current event happened. */
  readonly now?: Moment | undefined;
  /** Whose words the current event is. */
  readonly speaker?: string | undefined;
  /** Who says the current event, for the ladder. */
  readonly word?: Word | undefined;
  readonly openedAt?: Moment | undefined;
  readonly kind: Kind;
  readonly subject: string;
  readonly requester: Requester;
  readonly queue: string;
  readonly assignee?: string | undefined;
  readonly told?: string;
  readonly category?: string | undefined;
  readonly service?: string | undefined;
  readonly impact?: Grade;
  readonly urgency?: Grade;
  readonly hold?: DataOf<TicketEvent, 'TicketPutOnHold'> | undefined;
  readonly answerBy?: Moment | undefined;
  /** Who made the last proposal, whatever became of it. */
  readonly proposer?: string | undefined;
  readonly closed?: { readonly as: Closure; readonly reopenUntil: Moment } | undefined;
  readonly corrections: Readonly<Partial<Record<Fact, Correction>>>;
  readonly links: readonly Link[];
  /** Those that can be read. */
  readonly files: Readonly<Record<string, TicketFile>>;
  /** Those that were removed, and whose bytes may still be there. */
  readonly removedFiles: readonly string[];
  readonly mergedInto?: string | undefined;
}

interface TicketFile {
  /** Whose file it is: the person in whose words it was attached. */
  readonly from?: string | undefined;
  readonly sha256: string;
  readonly staffOnly: boolean;
}

interface Link {
  readonly ticket: string;
  readonly relation: Relation;
  /** Both ends of the link are recorded. */
  readonly answers: boolean;
}

export const unopened: Ticket = {
  status: 'unopened',
  version: 0,
  shown: 0,
  kind: 'incident',
  subject: '',
  requester: { id: '' },
  ...nobodyWatches,
  queue: '',
  corrections: {},
  links: [],
  files: {},
  removedFiles: [],
};

export const isClosed = ({ status }: Ticket) => status === 'closed';

/** The requester and the watchers: who may read the ticket and reply to it. */
export const people = ({ requester, watchers }: Ticket): readonly string[] => [
  requester.id,
  ...watchers,
];

/** What a hold and a proposal leave in the state when they are over: nothing. */
const freed = { hold: undefined, answerBy: undefined };

const opened = { ...freed, status: 'open', closed: undefined, mergedInto: undefined } as const;

/** A correction of these also changes the fields that staff work with. */
const corrected: { readonly [F in Fact]?: (is: string | boolean) => Partial<Ticket> } = {
  subject: (is) => ({ subject: String(is) }),
  category: (is) => ({ category: String(is) }),
  impact: (is) => ({ impact: is as Grade }),
};

export const evolution: Evolution<Ticket, TicketEvent> = {
  TicketOpened: (ticket, { kind, subject, requester }) => ({
    ...ticket,
    status: 'open',
    openedAt: ticket.now,
    queue: intake,
    kind,
    subject,
    requester,
  }),
  PainPointTold: (ticket, { hurts }) => ({ ...ticket, told: hurts }),
  TicketClassified: (ticket, data) => ({ ...ticket, ...data }),
  PriorityDerived: (ticket, { impact, urgency }) => ({ ...ticket, impact, urgency }),
  TicketQueued: (ticket, { queue }) => ({ ...ticket, queue }),
  TicketAssigned: (ticket, { assignee }) => ({ ...ticket, assignee }),
  TicketReleased: (ticket) => ({ ...ticket, assignee: undefined }),
  CustomerReplied: (ticket) => ticket,
  AgentReplied: (ticket) => ticket,
  NoteAdded: (ticket) => ticket,
  AttachmentAdded: (ticket, { attachment, sha256, staffOnly }) => ({
    ...ticket,
    files: { ...ticket.files, [attachment]: { from: ticket.speaker, sha256, staffOnly } },
  }),
  AttachmentRemoved: (ticket, { attachment }) => {
    const { [attachment]: _removed, ...files } = ticket.files;
    return { ...ticket, files, removedFiles: [...ticket.removedFiles, attachment] };
  },
  FileDestroyed: (ticket, { attachment }) => ({
    ...ticket,
    removedFiles: ticket.removedFiles.filter((other) => other !== attachment),
  }),
  TicketPutOnHold: (ticket, hold) => ({ ...ticket, status: 'on-hold', hold }),
  TicketResumed: (ticket) => ({ ...ticket, ...freed, status: 'open' }),
  ResolutionProposed: (ticket, { answerBy, by }) => ({
    ...ticket,
    ...freed,
    status: 'resolution-proposed',
    answerBy,
    proposer: by,
  }),
  ResolutionConfirmed: (ticket) => ({ ...ticket, answerBy: undefined }),
  ResolutionRejected: (ticket) => ({ ...ticket, ...freed, status: 'open' }),
  TicketClosed: (ticket, closed) => ({ ...ticket, ...freed, status: 'closed', closed }),
  TicketReopened: (ticket) => ({ ...ticket, ...opened }),
  TicketWithdrawn: (ticket) => ticket,
  TicketsLinked: (ticket, link) => ({
    ...ticket,
    ...cameAlong(ticket, link),
    links: [
      ...ticket.links,
      { ticket: link.ticket, relation: link.relation, answers: link.answers ?? false },
    ],
  }),
  TicketsUnlinked: (ticket, link) => ({
    ...ticket,
    ...wentApart(ticket, link),
    links: ticket.links.filter((other) => !isSameLink(other, link)),
  }),
  TicketMerged: (ticket, { into }) => ({ ...ticket, mergedInto: into }),
  WatcherAdded: (ticket, { watcher }) => ({ ...ticket, ...added(ticket, watcher) }),
  WatcherRemoved: (ticket, { watcher }) => ({ ...ticket, ...removed(ticket, watcher) }),
  CompanionRemoved: (ticket, left) => ({ ...ticket, ...companionLeft(ticket, left) }),
  FactCorrected: (ticket, { fact, is }) => ({
    ...ticket,
    ...corrected[fact]?.(is),
    corrections: {
      ...ticket.corrections,
      [fact]: { is, word: ticket.word ?? theirOwn, version: ticket.version + 1, at: ticket.now },
    },
  }),
  FactDisputed: (ticket) => ticket,
};

const follow = evolveBy(evolution);

export const evolve = (ticket: Ticket, event: Happened): Ticket => {
  const { meta } = event;
  const known = {
    now: meta && happenedAt({ meta }),
    word: meta && wordOf(meta.actor, meta),
    speaker: meta?.onBehalfOf ?? meta?.actor.id,
  };
  const version = ticket.version + 1;
  const shown = isForStaff(event) ? ticket.shown : version;
  return { ...follow({ ...ticket, ...known }, event), version, shown };
};
