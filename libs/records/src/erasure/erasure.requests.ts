import type { DataOf } from '#eventing';
import { IsText, Says } from '#platform';
import type { RecordCommand } from '../record/record.commands.js';

/** Whom, and what holds it up, is found out by the handler. */
export class EraseRecord implements Pick<DataOf<RecordCommand, 'EraseRecord'>, 'legalBasis'> {
  @Says('The law by which the person is forgotten; it stays on record.')
  @IsText(500)
  readonly legalBasis: string;
}
