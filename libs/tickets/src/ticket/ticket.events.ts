import type { DataOf, MessagesOf, Moment } from '#eventing';

export const kinds = ['incident', 'request'] as const;
export type Kind = (typeof kinds)[number];

/** How much is hit (impact) and how soon it must end (urgency), from the most to the least. */
export const grades = ['very-high', 'high', 'medium', 'low', 'very-low'] as const;
export type Grade = (typeof grades)[number];

/** The five levels usual in ITIL, from the most to the least. */
export const priorities = ['critical', 'high', 'medium', 'low', 'planning'] as const;
export type Priority = (typeof priorities)[number];

export const statuses = ['open', 'on-hold', 'resolution-proposed', 'closed'] as const;
export type Status = (typeof statuses)[number];

export const closures = [
  'confirmed',
  'not-answered',
  'withdrawn',
  'duplicate',
  /** The requester was erased, so nobody is left to be served. */
  'erased',
] as const;
export type Closure = (typeof closures)[number];

/** What a ticket on hold waits for. */
export const awaited = ['customer', 'vendor', 'change', 'problem', 'evidence'] as const;
export type Awaited = (typeof awaited)[number];

export const channels = ['portal', 'phone', 'chat', 'mail', 'visit', 'import'] as const;
export type Channel = (typeof channels)[number];

/** How this ticket stands to the other one. */
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

/** How the other ticket stands to this one. */
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
  /** As the customer wants to be called; personal data. */
  readonly name?: string;
}

/** Where a ticket came from, when it was born in another system. */
export interface Origin {
  readonly system: string;
  readonly id: string;
}

/** What hurts, what it stops them doing, and the outcome they want: in the customer's words. */
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

/** What a ticket needs to go on in a new one. */
export interface Continuation {
  readonly kind: Kind;
  readonly subject: string;
  readonly requester: Requester;
  readonly queue: string;
  readonly classification?: Classification;
}

/** Where a ticket waits until somebody queues it. */
export const intake = 'intake';

/** Everything that can happen to a ticket. Other contexts may rely on these. */
export type TicketEvent = MessagesOf<{
  TicketOpened: {
    kind: Kind;
    subject: string;
    requester: Requester;
    channel: Channel;
    origin?: Origin;
    /** The closed ticket that a late reply continues here. */
    follows?: string;
  };
  PainPointTold: PainPoint;
  TicketClassified: Classification;
  /** By the matrix of this version; never typed in. */
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
    /** Hex. */
    sha256: string;
    staffOnly: boolean;
  };
  TicketPutOnHold: { awaiting: Awaited; reason: string; until?: Moment };
  TicketResumed: { because: 'reply' | 'time' | 'staff' };
  /** Without an answer by `answerBy` the ticket closes as not answered. `by`: who proposes it. */
  ResolutionProposed: { text: string; answerBy: Moment; by?: string };
  ResolutionConfirmed: { words?: string };
  /** Without a reason where a correction of `solved` says it. */
  ResolutionRejected: { reason?: string };
  /** Until `reopenUntil` the customer's word opens it again; after that it opens a linked new one. */
  TicketClosed: { as: Closure; reopenUntil: Moment };
  /** Of a history brought in, also a proposal that was taken back, by whom its log does not say. */
  /** From being closed, or from a proposal that is taken back. */
  TicketReopened: {
    was: Closure | 'resolution-proposed';
    because: 'asked' | 'reply' | 'correction';
    reason?: string;
  };
  TicketWithdrawn: { reason: string };
  /**
   * `answers`: the other ticket was linked first; this is the other end of it. `people`: whoever
   * follows the ticket that is merged, and comes along to the one that it is merged into.
   */
  TicketsLinked: {
    ticket: string;
    relation: Relation;
    answers?: boolean;
    people?: readonly string[];
  };
  /** This one went into the other one. */
  TicketMerged: { into: string; reason: string };
  WatcherAdded: { watcher: string };
  /** The customer's word: staff can no longer overwrite it. */
  FactCorrected: {
    fact: Fact;
    was: string | boolean | null;
    is: string | boolean;
    words?: string;
    /** Only for `solved: false` said after the reopening window: a linked ticket will open. */
    follow?: Continuation;
  };
  /** Staff disagree; the customer's word stays in force, and the customer sees the reason. */
  FactDisputed: { fact: Fact; reason: string };
}>;

/** Whether a link leads to where the requester's own matter goes on; others may lead to other people. */
export const isOwnMatter = ({ relation, people }: DataOf<TicketEvent, 'TicketsLinked'>): boolean =>
  relation === 'follows' || relation === 'followed-by' || people !== undefined;
