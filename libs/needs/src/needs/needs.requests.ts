import { each, Filter, IsSlug, OneOf, Says } from '#platform';

import { workaroundKinds } from '../need/need.events.js';

export const needStatuses = ['open', 'matched', 'met'] as const;

export class NeedFilters {
  @Says('The department.') @Filter() @IsSlug(64, each) readonly department?: readonly string[];

  @Says('What kind of workaround.')
  @Filter()
  @OneOf(workaroundKinds, each)
  readonly kind?: readonly string[];

  @Says('Whether a service meets it.')
  @Filter()
  @OneOf(needStatuses, each)
  readonly status?: readonly string[];

  @Says('The service that meets it.')
  @Filter()
  @IsSlug(64, each)
  readonly service?: readonly string[];
}
