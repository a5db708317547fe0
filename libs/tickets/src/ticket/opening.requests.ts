import type { DataOf } from '#eventing';
import {
  IsSingleLine,
  IsPseudonym,
  IsSlug,
  IsText,
  Nested,
  OneOf,
  Optional,
  Says,
} from '#platform';
import type { TicketCommand } from './ticket.commands.js';
import { channels, grades, kinds } from './ticket.events.js';
import type {
  Channel,
  Classification,
  Grade,
  Kind,
  Origin,
  PainPoint,
  Requester,
} from './ticket.events.js';

export class TellPainPoint implements PainPoint {
  @Says('What hurts, in the customer’s own words.') @IsText(4000) readonly hurts: string;

  @Says('What it stops them doing.') @Optional() @IsText(4000) readonly stops?: string;

  @Says('The outcome that they want.') @Optional() @IsText(4000) readonly wants?: string;
}

export class ClassifyTicket implements Classification {
  @Says('What kind of matter it is. Left out, it stays as it is.')
  @Optional()
  @IsSingleLine(100)
  readonly category?: string;

  @Says('The service that it is about. Left out, it stays as it is.')
  @Optional()
  @IsSingleLine(100)
  readonly service?: string;

  @Says('How much is hit. The priority follows from impact and urgency.')
  @OneOf(grades)
  readonly impact: Grade;

  @Says('How soon it must end.') @OneOf(grades) readonly urgency: Grade;
}

export class ForCustomer implements Requester {
  @Says('The customer’s pseudonym.') @IsPseudonym() readonly id: string;

  @Says('What the customer wants to be called.')
  @Optional()
  @IsSingleLine(200)
  readonly name?: string;
}

export class FromSystem implements Origin {
  @Says('The other system’s name.') @IsSlug() readonly system: string;

  @Says('The ticket’s number there.') @IsSingleLine(100) readonly id: string;
}

export class OpenTicket implements DataOf<TicketCommand, 'OpenTicket'> {
  @Says('Whether something is broken, or something is wanted.') @OneOf(kinds) readonly kind: Kind;

  @Says('What it is about, in one line.') @IsSingleLine(200) readonly subject: string;

  @Says('How the customer reached the desk; `portal` where it is left out.')
  @Optional()
  @OneOf(channels)
  readonly channel?: Channel;

  @Says(
    'Whose ticket it is. Staff say it here or by `onBehalfOf`; a customer opens for themselves.',
  )
  @Optional()
  @Nested(ForCustomer)
  readonly requester?: ForCustomer;

  @Says('What the customer told of it.')
  @Optional()
  @Nested(TellPainPoint)
  readonly told?: TellPainPoint;

  @Says('Category, service, impact and urgency, where they are known already.')
  @Optional()
  @Nested(ClassifyTicket)
  readonly classification?: ClassifyTicket;

  @Says('The queue that it is put into. Only staff choose one.')
  @Optional()
  @IsSlug()
  readonly queue?: string;

  @Says(
    'Where it came from, if it was first in another system. Only staff and integrations say so.',
  )
  @Optional()
  @Nested(FromSystem)
  readonly origin?: FromSystem;
}
