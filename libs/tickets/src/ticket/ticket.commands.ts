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

/** Everything that can be asked of a ticket, by chapter of its story. */
export type TicketCommand = CommandsOf<{
  // Opening
  /**
   * A customer opens for themselves: `requester` may give their name. Staff and integrations must
   * say for whom. `channel` is the portal unless stated; only staff choose a queue.
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
  /** By the system: a late reply goes on in this new ticket. */
  OpenFollowUp: { follows: string; from: Continuation; words?: string; channel?: Channel };
  TellPainPoint: PainPoint;

  // Working
  /** A category or service that is left out stays as it is. */
  ClassifyTicket: Classification;
  QueueTicket: { queue: string };
  AssignTicket: { assignee: string };
  /** Takes an unassigned ticket for whoever asks. */
  ClaimTicket: {};
  ReleaseTicket: { reason?: string };
  /** Without `until` it holds until the customer's reply, or until staff resume it. */
  PutTicketOnHold: { awaiting: Awaited; reason: string; until?: Moment };
  ResumeTicket: {};
  /** By the system, when the hold that ends at `until` has run out. */
  ResumeOnTime: { until: Moment };

  // Talking
  /** The customer's, from a customer or from staff for one (`onBehalfOf`); else the agent's. */
  ReplyToTicket: { text: string; channel?: Channel };
  AddNote: { text: string };
  AddAttachment: {
    attachment: string;
    name: string;
    size: number;
    mediaType: string;
    /** Hex. */
    sha256: string;
    staffOnly?: boolean;
  };
  AddWatcher: { watcher: string };

  // Resolving
  /** The customer is given the days of the settings, or longer where `answerBy` says so. */
  ProposeResolution: { text: string; answerBy?: Moment };
  /** By the requester, or by staff for them (`onBehalfOf`). */
  ConfirmResolution: { words?: string };
  RejectResolution: { reason: string };
  /** By the system, for the proposal that ran until `answerBy`; by an integration for history. */
  CloseUnanswered: { answerBy?: Moment };
  WithdrawTicket: { reason: string };
  ReopenTicket: { reason: string };
  /** By the system, when the requester is about to be erased. */
  CloseForErasure: {};

  // Correcting
  CorrectFact: { fact: Fact; is: string | boolean; words?: string };
  DisputeFact: { fact: Fact; reason: string };

  // Linking
  /** Which ticket follows which is for the system to say. */
  LinkTickets: { ticket: string; relation: Exclude<Relation, 'follows' | 'followed-by'> };
  /** By the system: the other end of a link that was made at `ticket`. */
  AnswerLink: { ticket: string; relation: Relation; people?: readonly string[] };
  /** `requester` and `closed` are those of the ticket that this one goes into, as the edge saw it. */
  MergeTicket: { into: string; reason: string; requester: string; closed: boolean };
}>;
