import type { DataOf } from '#eventing';
import {
  IsId,
  IsInteger,
  IsPseudonym,
  IsSingleLine,
  IsSlug,
  IsText,
  Nested,
  OneOf,
  Optional,
  Says,
} from '#platform';

import type { ContactCommand } from './contact.commands.js';
import {
  type ContactChannel,
  contactChannels,
  type ToldWait,
  type WaitKind,
  waitKinds,
} from './contact.events.js';

/** What of it is left out is found when it starts. */
export class StartContact {
  @Says('The pseudonym of the customer.') @IsPseudonym() readonly customer: string;

  @Says('How they are in contact with us.')
  @OneOf(contactChannels)
  readonly channel: ContactChannel;

  @Says('The ticket that it is about.') @Optional() @IsId() readonly ticket?: string;

  @Says('The queue in which it begins. Left out: that of the ticket.')
  @Optional()
  @IsSlug()
  readonly queue?: string;

  @Says('The service that it is about. Left out: that of the ticket.')
  @Optional()
  @IsSlug()
  readonly service?: string;

  @Says('Who is accountable. Left out: the accountable person of the queue’s team.')
  @Optional()
  @IsPseudonym()
  readonly accountable?: string;
}

export class ToldWaitBody implements ToldWait {
  @Says('How many minutes were named.') @IsInteger(0, 1440) readonly minutes: number;

  @Says('As it was said: `about 4 minutes`.')
  @Optional()
  @IsSingleLine(200)
  readonly words?: string;
}

export class LinkContact implements DataOf<ContactCommand, 'LinkContact'> {
  @Says('The ticket that it is about.') @IsId() readonly ticket: string;
}

export class NameAccountable implements DataOf<ContactCommand, 'NameAccountable'> {
  @Says('The pseudonym of the person who is accountable from now on.')
  @IsPseudonym()
  readonly person: string;
}

export class StartWait implements DataOf<ContactCommand, 'StartWait'> {
  @Says('In a menu, in a queue, or on hold.') @OneOf(waitKinds) readonly wait: WaitKind;

  @Says('What the customer was told about it.')
  @Optional()
  @Nested(ToldWaitBody)
  readonly told?: ToldWaitBody;
}

export class EndWait implements DataOf<ContactCommand, 'EndWait'> {
  @Says('In a menu, in a queue, or on hold.') @OneOf(waitKinds) readonly wait: WaitKind;
}

export class JoinContact implements DataOf<ContactCommand, 'JoinContact'> {
  @Says('The name that the customer is told.') @IsSingleLine(200) readonly toldAs: string;
}

export class OfferHandoff implements Omit<DataOf<ContactCommand, 'OfferHandoff'>, 'handoff'> {
  @Says('To whom: a person; or else a queue.') @Optional() @IsPseudonym() readonly person?: string;

  @Says('To which queue: to anybody who works on it.')
  @Optional()
  @IsSlug()
  readonly queue?: string;

  @Says('Why. The customer reads it.') @Optional() @IsText(1000) readonly reason?: string;
}

export class DeclineHandoff implements Omit<DataOf<ContactCommand, 'DeclineHandoff'>, 'handoff'> {
  @Says('Why. The customer reads it.') @IsText(1000) readonly reason: string;
}

export class EndContact implements DataOf<ContactCommand, 'EndContact'> {
  @Says('What came of it.') @Optional() @IsText(4000) readonly outcome?: string;
}
