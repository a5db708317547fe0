import {
  each,
  Filter,
  IsMoment,
  IsPseudonym,
  IsSingleLine,
  IsSlug,
  Optional,
  Says,
} from '#platform';

/** Where a wrong value came from. */
export class OriginFilters {
  @Says('The source, such as `import:crm`.')
  @Filter()
  @IsSingleLine(100, each)
  readonly source?: readonly string[];

  @Says('Who typed it, as their employer names them.')
  @Filter()
  @IsSingleLine(200, each)
  readonly clerk?: readonly string[];

  @Says('The form that it was typed into.')
  @Filter()
  @IsSingleLine(200, each)
  readonly form?: readonly string[];

  @Says('The field that was wrong.') @Filter() @IsSlug(64, each) readonly field?: readonly string[];
}

export class DefectFilters extends OriginFilters {
  @Says('The customer’s pseudonym.')
  @Filter()
  @IsPseudonym(each)
  readonly customer?: readonly string[];
  @Says('Found at this moment or later.') @Optional() @IsMoment() readonly foundAfter?: string;
  @Says('Found at this moment or earlier.') @Optional() @IsMoment() readonly foundBefore?: string;
}
