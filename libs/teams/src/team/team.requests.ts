import type { DataOf } from '#eventing';
import {
  each,
  Holds,
  IsPseudonym,
  IsSingleLine,
  listOf,
  NestedList,
  Optional,
  Says,
  Several,
  Type,
} from '#platform';

import type { TeamCommand } from './team.commands.js';
import type { ChainMember, WorkingHours } from './team.events.js';

export class CreateTeam implements DataOf<TeamCommand, 'CreateTeam'> {
  @Says('The name of the team.') @IsSingleLine(100) readonly name: string;

  @Says('The pseudonym of the person who answers for every queue of the team.')
  @IsPseudonym()
  readonly accountable: string;
}

export class RenameTeam implements DataOf<TeamCommand, 'RenameTeam'> {
  @Says('The new name of the team.') @IsSingleLine(100) readonly name: string;
}

export class NameAccountablePerson implements DataOf<TeamCommand, 'NameAccountablePerson'> {
  @Says('The pseudonym of the person who answers for every queue of the team from now on.')
  @IsPseudonym()
  readonly person: string;
}

const weekdays = listOf(Type.Integer({ minimum: 1, maximum: 7 }), 7);
const wallClock = (pattern: string) => Type.String({ pattern, minLength: 5, maxLength: 5 });

export class Hours implements WorkingHours {
  @Says('The days of the week: 1 is Monday, 7 is Sunday.')
  @Holds(weekdays)
  readonly days: readonly number[];

  @Says('When work begins, as the clock on their wall shows it, such as `09:00`.')
  @Holds(wallClock('^(?:[01]\\d|2[0-3]):[0-5]\\d$'))
  readonly from: string;

  @Says('When work ends, such as `17:30`; `24:00` is the end of the day.')
  @Holds(wallClock('^(?:(?:[01]\\d|2[0-3]):[0-5]\\d|24:00)$'))
  readonly to: string;
}

export class Manager implements ChainMember {
  @Says('The pseudonym of the manager.') @IsPseudonym() readonly manager: string;

  @Says('Who stands in when the manager is not there; the first of them that is.')
  @Several(20)
  @IsPseudonym(each)
  readonly deputies: readonly string[];

  @Says('The time zone of the manager: an IANA name, such as `Africa/Cairo`.')
  @IsSingleLine(64)
  readonly timeZone: string;

  @Says('When the manager works. Left out: at any hour.')
  @Optional()
  @NestedList(Hours, 28, 1)
  readonly hours?: readonly Hours[];
}

export class SetEscalationChain implements DataOf<TeamCommand, 'SetEscalationChain'> {
  @Says('The managers in the order in which they are asked; the last one is assigned, not asked.')
  @NestedList(Manager, 20)
  readonly managers: readonly Manager[];
}
