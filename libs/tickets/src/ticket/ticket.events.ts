import type { DataOf, MessagesOf, Moment } from '#eventing';

export const kinds = ['incident', 'request'] as const;
export type Kind = (typeof kinds)[number];

/** How much is affected (impact) and how soon it must end (urgency), from most to least. */
export const grades = ['very-high', 'high', 'medium', 'low', 'very-low'] as const;
export type Grade = (typeof grades)[number];

/** The five levels usual in ITIL, from most to least. */
export const priorities = ['critical', 'high', 'medium', 'low', 'planning'] as const;
export type Priority = (typeof priorities)[number];

export const statuses = ['open', 'on-hold', 'resolution-proposed', 'closed'] as const;
export type Status = (typeof statuses)[number];

export const closures = [
  'confirmed',
  'not-answered',
  'withdrawn',
  'duplicate',
  /** The requester was erased, so there is nobody left to serve. */
  'erased',
] as const;
export type Closure = (typeof closures)[number];

/** What a ticket on hold waits for. */
export const awaited = ['customer', 'vendor', 'change', 'problem', 'evidence'] as const;
export type Awaited = (typeof awaited)[number];

export const channels = ['portal', 'phone', 'chat', 'mail', 'visit', 'import'] as const;
export type Channel = (typeof channels)[number];

/** The relation of this ticket to the other one. */
export const relations = [
  'parent-of',
  'child-of',
  'duplicate-of',
  'duplicated-by',
  'caused-by',
  'cause-of',
  'follows',
  'followed-by',
  'related-to',
] as const;
export type Relation = (typeof relations)[number];

/** The relation of the other ticket to this one. */
export const inverse: { readonly [R in Relation]: Relation } = {
  'parent-of': 'child-of',
  'child-of': 'parent-of',
  'duplicate-of': 'duplicated-by',
  'duplicated-by': 'duplicate-of',
  'caused-by': 'cause-of',
  'cause-of': 'caused-by',
  follows: 'followed-by',
  'followed-by': 'follows',
  'related-to': 'related-to',
};

/** What staff write on a ticket and the customer may correct. */
export const facts = ['subject', 'category', 'impact', 'what-happened', 'solved'] as const;
export type Fact = (typeof facts)[number];

export interface Requester {
  /** A pseudonym. */
  readonly id: string;
  /** The name that the customer wants to be called by; personal data. */
  readonly name?: string;
}

/** The other system in which a ticket was created. */
export interface Origin {
  readonly system: string;
  readonly id: string;
}

/** What hurts, what it prevents, and the outcome they want: in the customer's words. */
export interface PainPoint {
  readonly hurts: string;
  readonly stops?: string;
  readonly wants?: string;
}

export interface Classification {
  readonly category?: string;
  readonly service?: string;
  readonly impact: Grade;
  readonly urgency: Grade;
}

/** What a new ticket needs to continue this one. */
export interface Continuation {
  readonly kind: Kind;
  readonly subject: string;
  readonly requester: Requester;
  readonly queue: string;
  readonly classification?: Classification;
}

/** The queue of tickets that nobody has queued yet. */
export const intake = 'intake';

/** Everything that can happen to a ticket. Other contexts may rely on these. */
export type TicketEvent = MessagesOf<{
  TicketOpened: {
    kind: Kind;
    subject: string;
    requester: Requester;
    channel: Channel;
    origin?: Origin;
    /** The closed ticket that this one continues after a late reply. */
    follows?: string;
  };
  PainPointTold: PainPoint;
  TicketClassified: Classification;
  /** Derived from the matrix of this version; never typed in. */
  PriorityDerived: { priority: Priority; impact: Grade; urgency: Grade; matrix: string };
  TicketQueued: { queue: string; from?: string };
  TicketAssigned: { assignee: string; from?: string };
  TicketReleased: { assignee: string; reason?: string };
  /** `late`: the ticket was closed for longer than the reopening window; a linked one will open. */
  CustomerReplied: { text: string; channel: Channel; late?: boolean; follow?: Continuation };
  AgentReplied: { text: string; channel: Channel };
  /** For staff only: customers never see it. */
  NoteAdded: { text: string };
  AttachmentAdded: {
    attachment: string;
    name: string;
    size: number;
    mediaType: string;
    /** In hex. */
    sha256: string;
    staffOnly: boolean;
  };
  /** Nobody can read it any more. What it was stays in the history, with the digest of its bytes. */
  AttachmentRemoved: { attachment: string; reason: string; sha256: string; staffOnly: boolean };
  /** Its bytes are gone, or stay because another ticket has the same file (`shared`). */
  FileDestroyed: { attachment: string; shared: boolean };
  TicketPutOnHold: { awaiting: Awaited; reason: string; until?: Moment };
  TicketResumed: { because: 'reply' | 'time' | 'staff' };
  /** Without an answer by `answerBy` the ticket closes as not answered. `by`: who proposes it. */
  ResolutionProposed: { text: string; answerBy: Moment; by?: string };
  ResolutionConfirmed: { words?: string };
  /** Without a reason if a correction of `solved` gives it. */
  ResolutionRejected: { reason?: string };
  /**
   * Until `reopenUntil` the customer's reply reopens it; after that, a reply opens a linked new
   * one.
   */
  TicketClosed: { as: Closure; reopenUntil: Moment };
  /**
   * In imported history also for a proposal that was withdrawn, when its log does not say by whom.
   */
  /** From closed, or from a proposal that is withdrawn. */
  TicketReopened: {
    was: Closure | 'resolution-proposed';
    because: 'asked' | 'reply' | 'correction';
    reason?: string;
  };
  TicketWithdrawn: { reason: string };
  /**
   * `answers`: the other ticket was linked first; this is the other end. `people`: those who follow
   * the merged ticket, and from now on the ticket that it was merged into.
   */
  TicketsLinked: {
    ticket: string;
    relation: Relation;
    answers?: boolean;
    people?: readonly string[];
  };
  /**
   * `merge`: the merge was undone, so the people who came along leave. `answers` as for
   * `TicketsLinked`.
   */
  TicketsUnlinked: { ticket: string; relation: Relation; answers?: boolean; merge?: boolean };
  /** This ticket was merged into the other one. */
  TicketMerged: { into: string; reason: string };
  WatcherAdded: { watcher: string };
  /** `into`: the ticket that this one is merged into; they came along there, and leave there too. */
  WatcherRemoved: { watcher: string; into?: string };
  /** They left the ticket with which they came along. They may still watch for another reason. */
  CompanionRemoved: { watcher: string; ticket: string };
  /** The customer corrected it: staff can no longer overwrite it. */
  FactCorrected: {
    fact: Fact;
    was: string | boolean | null;
    is: string | boolean;
    words?: string;
    /** Only for `solved: false` said after the reopening window: a linked ticket will open. */
    follow?: Continuation;
  };
  /** Staff disagree; the customer's correction stays in force, and the customer sees the reason. */
  FactDisputed: { fact: Fact; reason: string };
}>;

/**
 * Whether a link leads to a ticket that continues the requester's own matter; others may lead to
 * other people's tickets.
 */
export const isOwnMatter = ({ relation, people }: DataOf<TicketEvent, 'TicketsLinked'>): boolean =>
  relation === 'follows' || relation === 'followed-by' || people !== undefined;

type LinkEnd = Pick<DataOf<TicketEvent, 'TicketsLinked'>, 'ticket' | 'relation'>;

export const isSameLink = (one: LinkEnd, other: LinkEnd): boolean =>
  one.ticket === other.ticket && one.relation === other.relation;

const forStaff: {
  readonly [T in TicketEvent['type']]?: (data: DataOf<TicketEvent, T>) => boolean;
} = {
  TicketQueued: () => true,
  TicketReleased: () => true,
  NoteAdded: () => true,
  CompanionRemoved: () => true,
  AttachmentAdded: ({ staffOnly }) => staffOnly,
  AttachmentRemoved: ({ staffOnly }) => staffOnly,
  FileDestroyed: () => true,
  TicketsLinked: (link) => !isOwnMatter(link),
  TicketsUnlinked: ({ merge = false }) => !merge,
};

/** Whether customers do not see an event, so that the ticket has not changed for them. */
export const isForStaff = ({ type, data }: TicketEvent): boolean =>
  forStaff[type]?.(data as never) ?? false;
