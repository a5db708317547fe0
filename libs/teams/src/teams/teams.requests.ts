import { each, Filter, IsMoment, IsPseudonym, IsId, Optional, Says } from '#platform';

export class TeamFilters {
  @Says('The pseudonym of the person who is accountable.')
  @Filter()
  @IsPseudonym(each)
  readonly accountable?: readonly string[];

  @Says('The pseudonym of a person who is in the team: member, accountable, manager or deputy.')
  @Filter()
  @IsPseudonym(each)
  readonly person?: readonly string[];
}

export class QueueTeamFilters {
  @Says('The id of a team.') @Filter() @IsId(each) readonly team?: readonly string[];
}

export class ChainQuery {
  @Says('The moment at which they are to be there. Default: now.')
  @Optional()
  @IsMoment()
  readonly at?: string;
}
