import type { CommandsOf, Moment } from '#eventing';

import type {
  Awaited,
  Channel,
  Classification,
  Continuation,
  Fact,
  Kind,
  Origin,
  PainPoint,
  Relation,
  Requester,
} from './ticket.events.js';

/** Every command of a ticket, by chapter of its story. */
export type TicketCommand = CommandsOf<{
  // Opening
  /**
   * A customer opens a ticket for themselves: `requester` may give their name. Staff and
   * integrations must say for whom, by it or by `onBehalfOf`. `channel` is the portal by default; only staff choose a queue.
   */
  OpenTicket: {
    kind: Kind;
    subject: string;
    channel?: Channel;
    requester?: Requester;
    told?: PainPoint;
    classification?: Classification;
    queue?: string;
    origin?: Origin;
  };
  /** Sent by the system: a late reply continues in this new ticket. */
  OpenFollowUp: { follows: string; from: Continuation; words?: string; channel?: Channel };
  TellPainPoint: PainPoint;

  // Working
  /** A category or service that is left out does not change. */
  ClassifyTicket: Classification;
  QueueTicket: { queue: string };
  AssignTicket: { assignee: string };
  /** Assigns an unassigned ticket to the sender. */
  ClaimTicket: {};
  ReleaseTicket: { reason?: string };
  /** Without `until` it holds until the customer's reply, or until staff resume it. */
  PutTicketOnHold: { awaiting: Awaited; reason: string; until?: Moment };
  ResumeTicket: {};
  /** Sent by the system when the hold that ends at `until` has ended. */
  ResumeOnTime: { until: Moment };

  // Talking
  /**
   * The customer's text, from a customer or from staff for one (`onBehalfOf`); otherwise the
   * agent's.
   */
  ReplyToTicket: { text: string; channel?: Channel };
  AddNote: { text: string };
  AddAttachment: {
    attachment: string;
    name: string;
    size: number;
    mediaType: string;
    /** In hex. */
    sha256: string;
    staffOnly?: boolean;
  };
  /** From staff, or from the customer who attached it. `held`: the law wants it kept. */
  RemoveAttachment: { attachment: string; reason: string; held?: boolean };
  /** From the system, which fills in whether another ticket has the same bytes. */
  DestroyFile: { attachment: string; sha256: string; shared?: boolean };
  AddWatcher: { watcher: string };
  /** From the requester, from staff, or from the watcher. */
  RemoveWatcher: { watcher: string };
  /** From the system: they left the ticket with which they came along. */
  RemoveCompanion: { watcher: string; ticket: string };

  // Resolving
  /** The customer has the days of the settings to answer, or longer if `answerBy` says so. */
  ProposeResolution: { text: string; answerBy?: Moment };
  /** From the requester, or from staff for them (`onBehalfOf`). */
  ConfirmResolution: { words?: string };
  RejectResolution: { reason: string };
  /**
   * From the system, for the proposal that ran until `answerBy`; from an integration for history.
   */
  CloseUnanswered: { answerBy?: Moment };
  WithdrawTicket: { reason: string };
  ReopenTicket: { reason: string };
  /** From the system, when the requester is about to be erased. */
  CloseForErasure: {};

  // Correcting
  CorrectFact: { fact: Fact; is: string | boolean; words?: string };
  DisputeFact: { fact: Fact; reason: string };

  // Linking
  /** Only the system links a follow-up to its ticket. */
  LinkTickets: { ticket: string; relation: Exclude<Relation, 'follows' | 'followed-by'> };
  /** From the system: the other end of a link that was made at `ticket`. */
  AnswerLink: { ticket: string; relation: Relation; people?: readonly string[] };
  UnlinkTickets: { ticket: string; relation: Exclude<Relation, 'follows' | 'followed-by'> };
  /** From the system: the other end of a link that was removed at `ticket`. */
  AnswerUnlink: { ticket: string; relation: Relation; merge?: boolean };
  /**
   * `requester`, `closed` and `mergedInto` are those of the ticket that this one is merged into, as
   * the controller read them.
   */
  MergeTicket: {
    into: string;
    reason: string;
    requester: string;
    closed: boolean;
    mergedInto?: string;
  };
}>;
