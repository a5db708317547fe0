import { each, Filter, IsSlug, Says } from '#platform';

export class NotificationFilters {
  @Says('What it was about, such as `change-announced`.')
  @Filter()
  @IsSlug(64, each)
  readonly topic?: readonly string[];
}
