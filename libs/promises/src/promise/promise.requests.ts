import type { DataOf, Moment } from '#eventing';
import {
  IsId,
  IsMoment,
  IsPseudonym,
  IsSingleLine,
  IsSlug,
  IsText,
  Nested,
  OneOf,
  Optional,
  Says,
} from '#platform';
import { IsBoolean } from 'class-validator';

import type { PromiseCommand, WishedWindow } from './promise.commands.js';
import {
  type AttemptOutcome,
  attemptOutcomes,
  type PromiseChannel,
  promiseChannels,
  type PromiseKind,
  promiseKinds,
  type PromiseMatter,
} from './promise.events.js';

export class Window implements WishedWindow {
  @Says('When the window begins.') @IsMoment() readonly from: Moment;

  @Says('When it ends. From then on the promise is missed.') @IsMoment() readonly to: Moment;

  @Says('The time zone in which the customer reads it: an IANA name, such as `Africa/Cairo`.')
  @Optional()
  @IsSingleLine(64)
  readonly timeZone?: string;
}

export class Matter implements PromiseMatter {
  @Says('The ticket that it is about.') @Optional() @IsId() readonly ticket?: string;

  @Says('The contact that it is about.') @Optional() @IsId() readonly contact?: string;

  @Says('The escalation that it is about.') @Optional() @IsId() readonly escalation?: string;
}

/** What of it a customer does not say is found when it is made. */
export class MakePromise {
  @Says(
    'A call-back, or a check-in that asks whether something still works. Customers ask for call-backs.',
  )
  @OneOf(promiseKinds)
  readonly kind: PromiseKind;

  @Says('The pseudonym of the customer. Customers leave it out.')
  @Optional()
  @IsPseudonym()
  readonly to?: string;

  @Says('What it is about, in words.') @IsText(1000) readonly topic: string;

  @Says('What it is about: ids.') @Optional() @Nested(Matter) readonly about?: Matter;

  @Says('When it will be kept.') @Nested(Window) readonly window: Window;

  @Says('How the customer wants to be reached.')
  @OneOf(promiseChannels)
  readonly channel: PromiseChannel;

  @Says('Who keeps it. Left out: who works on the ticket, or answers for the queue. Staff only.')
  @Optional()
  @IsPseudonym()
  readonly accountable?: string;

  @Says('The queue whose managers are told of a miss. Left out: that of the ticket. Staff only.')
  @Optional()
  @IsSlug()
  readonly queue?: string;
}

export class MovePromise implements DataOf<PromiseCommand, 'MovePromise'> {
  @Says('When it will be kept instead.') @Nested(Window) readonly window: Window;

  @Says('Why. The customer reads it. Staff must say it; the customer need not.')
  @Optional()
  @IsText(1000)
  readonly why?: string;
}

export class ReassignPromise implements DataOf<PromiseCommand, 'ReassignPromise'> {
  @Says('The pseudonym of the person who keeps it from now on.')
  @IsPseudonym()
  readonly accountable: string;
}

export class AttemptPromise implements DataOf<PromiseCommand, 'AttemptPromise'> {
  @Says('Why the customer was not reached.')
  @OneOf(attemptOutcomes)
  readonly outcome: AttemptOutcome;

  @Says('What there is to say about it. The customer reads it.')
  @Optional()
  @IsText(1000)
  readonly words?: string;
}

export class KeepPromise implements DataOf<PromiseCommand, 'KeepPromise'> {
  @Says('What came of it. The customer reads it.') @IsText(4000) readonly outcome: string;

  @Says('For a check-in: whether it works. If not, a ticket is opened that continues the old one.')
  @Optional()
  @IsBoolean()
  readonly works?: boolean;
}

export class AnswerCheckIn implements DataOf<PromiseCommand, 'AnswerCheckIn'> {
  @Says('Whether it works. If not, a ticket is opened that continues the old one.')
  @IsBoolean()
  readonly works: boolean;

  @Says('What the customer says about it.') @Optional() @IsText(4000) readonly words?: string;
}

export class ReleasePromise implements DataOf<PromiseCommand, 'ReleasePromise'> {
  @Says('What the customer says about it.') @Optional() @IsText(1000) readonly words?: string;
}
