import { IsId, Says } from '#platform';

export class AssignQueue {
  @Says('The id of the team that has the queue from now on.') @IsId() readonly team: string;
}
