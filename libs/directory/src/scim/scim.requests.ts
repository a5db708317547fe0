import { IsString, Matches } from 'class-validator';
import {
  IsInteger,
  IsSingleLine,
  MaxCharacters,
  NestedList,
  Open,
  Optional,
  Says,
} from '#platform';

/** Its further attributes are those of RFC 7643; what is kept of them is for the mapping to say. */
@Open()
export class ScimUser {
  @Says('The name by which the directory knows the person; no two users share it.')
  @IsString()
  @MaxCharacters(500)
  @Matches(/\S/u)
  readonly userName: string;
}

@Open()
export class ScimGroup {
  @Says('What people call the group.')
  @IsString()
  @MaxCharacters(500)
  @Matches(/\S/u)
  readonly displayName: string;
}

/** Its value is whatever the attribute takes. */
@Open()
export class ScimOperation {
  @Says('`add`, `remove` or `replace`.') @IsString() @MaxCharacters(10) readonly op: string;

  @Says('The attribute that it is about (RFC 7644, 3.5.2).')
  @Optional()
  @IsString()
  @MaxCharacters(500)
  readonly path?: string;
}

@Open()
export class ScimPatch {
  @Says('What is changed, one after the other.')
  @NestedList(ScimOperation, 100, 1)
  readonly Operations: readonly ScimOperation[];
}

export class ReadResource {
  @Says('The attributes that are answered, separated by commas.')
  @Optional()
  @IsString()
  @MaxCharacters(1000)
  readonly attributes?: string;

  @Says('The attributes that are left out, separated by commas.')
  @Optional()
  @IsString()
  @MaxCharacters(1000)
  readonly excludedAttributes?: string;
}

export class ListResources extends ReadResource {
  @Says('A filter: `eq`, `co`, `sw` and `pr` of some attributes, joined by `and` and `or`.')
  @Optional()
  @IsSingleLine(500)
  readonly filter?: string;

  @Says('The number of the first resource; counted from 1.')
  @Optional()
  @IsInteger(-1_000_000, 1_000_000)
  readonly startIndex?: number;

  @Says('How many resources at most.')
  @Optional()
  @IsInteger(-1_000_000, 1_000_000)
  readonly count?: number;
}
