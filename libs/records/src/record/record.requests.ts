import type { DataOf, Moment } from '#eventing';
import {
  Holds,
  IsId,
  IsMoment,
  IsPseudonym,
  IsSingleLine,
  IsSlug,
  IsText,
  Nested,
  Optional,
  Says,
} from '#platform';
import type { RecordCommand } from './record.commands.js';
import type { Origin } from './record.events.js';
import { ImportedFields } from './value.requests.js';
import type { Said } from './value.events.js';

export class MergeRecord implements DataOf<RecordCommand, 'MergeRecord'> {
  @Says('The pseudonym of the record that goes on.') @IsPseudonym() readonly into: string;
  @Says('Why both are the same person.') @IsText(2000) readonly reason: string;
}

export class UndoMerge {
  @Says('Why they are two persons.') @Optional() @IsSingleLine() readonly reason?: string;
}

export class ContestClaim implements DataOf<RecordCommand, 'ContestClaim'> {
  @Says('The claim that staff doubt.') @IsId() readonly claim: string;
  @Says('Why. The customer reads it.') @IsText(2000) readonly reason: string;
}

export class PlaceLegalHold implements DataOf<RecordCommand, 'PlaceLegalHold'> {
  @Says('What the law wants the data for.') @IsText(2000) readonly reason: string;
}

export class ImportedFrom implements Pick<Origin, 'clerk' | 'form'> {
  @Says('Who typed it, as their employer names them.')
  @Optional()
  @IsSingleLine()
  readonly clerk?: string;

  @Says('The form that it was typed into.') @Optional() @IsSingleLine() readonly form?: string;
}

type Imported = Omit<DataOf<RecordCommand, 'ImportRecord'>, 'customer'>;

export class ImportRecord implements Imported {
  @Says('The system that says it; an integration imports as itself.')
  @IsSlug()
  readonly system: string;

  @Says('The row of the system, as it names it.') @IsSingleLine() readonly row: string;

  @Says('What it says of each field. An empty text takes back what it said.')
  @Holds(ImportedFields)
  readonly fields: Readonly<Record<string, Said>>;

  @Says('Since when it is right.') @Optional() @IsMoment() readonly since?: Moment;

  @Says('Where the values were born.')
  @Optional()
  @Nested(ImportedFrom)
  readonly origin?: ImportedFrom;
}
