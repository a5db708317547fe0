import type { DataOf } from '#eventing';
import { boolean, Holds, IsPseudonym, IsText, OneOf, Optional, Says, text, Type } from '#platform';
import type { TicketCommand } from './ticket.commands.js';
import { type Channel, channels, type Fact, facts } from './ticket.events.js';

export class ReplyToTicket implements DataOf<TicketCommand, 'ReplyToTicket'> {
  @Says('What is said. Everyone who may read the ticket reads it.') @IsText() readonly text: string;

  @Says('How it was said; `portal` where it is left out.')
  @Optional()
  @OneOf(channels)
  readonly channel?: Channel;
}

export class AddNote implements DataOf<TicketCommand, 'AddNote'> {
  @Says('What staff note. Customers never see it.') @IsText() readonly text: string;
}

export class AddWatcher implements DataOf<TicketCommand, 'AddWatcher'> {
  @Says('The pseudonym of the person who may read the ticket and reply to it from now on.')
  @IsPseudonym()
  readonly watcher: string;
}

export class CorrectFact implements DataOf<TicketCommand, 'CorrectFact'> {
  @Says('Which of the facts on the ticket is wrong.') @OneOf(facts) readonly fact: Fact;

  @Says('What is right: a text, or for `solved` true or false.')
  @Holds(Type.Union([text(4000), boolean()]))
  readonly is: string | boolean;

  @Says('What the customer says about it.') @Optional() @IsText(4000) readonly words?: string;
}

export class DisputeFact implements DataOf<TicketCommand, 'DisputeFact'> {
  @Says('Which of the customer’s corrections is disputed.') @OneOf(facts) readonly fact: Fact;

  @Says('Why. The customer reads it.') @IsText(4000) readonly reason: string;
}
