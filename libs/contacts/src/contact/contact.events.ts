import type { MessagesOf, Moment } from '#eventing';

export const contactChannels = ['call', 'chat', 'visit', 'mail'] as const;
export type ContactChannel = (typeof contactChannels)[number];

export const waitKinds = ['menu', 'queue', 'hold'] as const;
export type WaitKind = (typeof waitKinds)[number];

/** What somebody told the customer about the wait before it was over. */
export interface ToldWait {
  readonly minutes: number;
  /** As it was said: `about 4 minutes`. */
  readonly words?: string;
}

/** When it happened, as it was told, and the id of the notice that told it, if one did. */
interface Told {
  readonly at: Moment;
  readonly notice?: string;
}

/**
 * What changes how much of the customer's time is being spent. `overBudgetAt` is there while the time
 * runs: when the budget will be used up if nothing else happens.
 */
interface Timed extends Told {
  readonly overBudgetAt?: Moment;
}

/** What the contact is about at that moment, so that what happens in it can be counted. */
interface Matter {
  readonly customer: string;
  readonly ticket?: string;
  readonly team?: string;
}

export interface Started extends Told {
  /** The contact's own id, from which those of its promises are derived. */
  readonly contact: string;
  /** The customer's pseudonym. */
  readonly customer: string;
  readonly channel: ContactChannel;
  readonly ticket?: string;
  readonly queue?: string;
  /** The team that had the queue at that time. */
  readonly team?: string;
  readonly service?: string;
  /** The one person who is accountable from here on. */
  readonly accountable: string;
  /** Seconds of the customer's time that its ticket had cost before. */
  readonly spentBefore?: number;
}

/** The call-back that a policy promises because we lost the customer. */
export interface Callback {
  /** The promise's id. */
  readonly promise: string;
  readonly to: string;
  readonly accountable: string;
  readonly window: { readonly from: Moment; readonly to: Moment };
  readonly channel: 'phone' | 'chat';
  readonly contact: string;
  readonly ticket?: string;
  readonly queue?: string;
}

export const accountabilityReasons = ['joined', 'handoff-accepted', 'named'] as const;
export type AccountabilityReason = (typeof accountabilityReasons)[number];

export const askedAgainCauses = [
  'not-read',
  'not-kept',
  'passed-on',
  'identity',
  'script',
  'other',
] as const;
export type AskedAgainCause = (typeof askedAgainCauses)[number];

export const recordingKinds = ['recording', 'transcript'] as const;
export type RecordingKind = (typeof recordingKinds)[number];

/** Everything that can happen to a contact. Other contexts may rely on these. */
export type ContactEvent = MessagesOf<{
  ContactStarted: Started;
  /** The ticket that the contact is about became known later. */
  ContactLinked: { ticket: string; was?: string; spentBefore?: number; overBudgetAt?: Moment };
  /** Another person is accountable from here on. */
  AccountabilityMoved: Told & {
    person: string;
    from: string;
    because: AccountabilityReason;
    handoff?: string;
  };

  SpeakerJoined: Told & {
    /** A pseudonym. */
    speaker: string;
    name?: string;
    /** For whom they speak, and by which leave; without one, nobody's leave was on record. */
    speaksFor?: { customer: string; leave?: string };
  };
  /** `toldAs` is the name that the customer was told. `unread`: without having read the story. */
  AgentJoined: Timed & { agent: string; toldAs?: string; unread?: true };
  WaitStarted: Timed & { wait: WaitKind; told?: ToldWait };
  WaitEnded: Timed & { wait: WaitKind };
  RecordingAttached: {
    recording: string;
    kind: RecordingKind;
    name: string;
    size: number;
    mediaType: string;
    sha256: string;
  };

  /** `heardBy` is the member of staff to whom it was told; `story` is what number it is. */
  StoryTold: Told & { story: number; words: string; heardBy?: string };
  /** They have read all stories up to this number. */
  StoryRead: Told & { by: string; upTo: number };
  /** The customer was made to repeat it; `seconds` of their time are counted for that. */
  StoryAskedAgain: Timed &
    Matter & { by: string; cause: AskedAgainCause; seconds: number; words?: string };

  /** To a person or to whoever works on a queue. `until` is there while it waits for an answer. */
  HandoffOffered: Timed & {
    handoff: string;
    from: string;
    person?: string;
    queue?: string;
    reason?: string;
    until?: Moment;
  };
  HandoffAccepted: Timed & { handoff: string; by: string; unread?: true };
  HandoffDeclined: Timed & { handoff: string; by: string; reason?: string };
  /** It ran out at `due`; `noticed` is later when the process was down. */
  HandoffTimedOut: {
    handoff: string;
    due: Moment;
    noticed: Moment;
    /** Whether the customer was on the line. */
    onLine: boolean;
    overBudgetAt?: Moment;
    callback?: Callback;
  };
  /** `callback` is absent when one was promised already, and nobody has been with the customer since. */
  ContactDropped: Timed & { accountable: string; callback?: Callback };
  ContactEnded: Timed & { outcome?: string };

  ScriptLeft: Told &
    Matter & { deviation: string; by: string; script: string; step: string; reason: string };
  /** What came of leaving the script. */
  ScriptDeviationAssessed: { deviation: string; helped: boolean; outcome: string };
  ScriptDeviationEndorsed: { deviation: string; endorsed: boolean; words?: string };
  /** `rule` is the id of the rule that asks for the refusal. */
  ServiceRefused: Told & Matter & { refusal: string; by: string; rule: string; reason: string };

  /** To be carried out by `due`: `promise` is the promise of that. */
  LeavingWished: Told & {
    leaving: string;
    service?: string;
    words?: string;
    due: Moment;
    callback: Callback;
  };
  /** `seconds`: how long the customer waited for it. */
  LeavingCarriedOut: Told & {
    leaving: string;
    by: string;
    promise: string;
    seconds: number;
    outcome: string;
  };
  LeavingWithdrawn: Told & { leaving: string; promise: string; words?: string };

  /** The contact, with what its ticket had cost before, has cost more of the customer's time than it may. */
  CustomerMinutesExceeded: {
    customer: string;
    ticket?: string;
    queue?: string;
    team?: string;
    /** Minutes. */
    budget: number;
    seconds: number;
    due: Moment;
    noticed: Moment;
  };
}>;
