import { each, Filter, IsSlug, OneOf, Says } from '#platform';

const noticeStatuses = ['unread', 'read'] as const;

export class NoticeFilters {
  @Says('Whether it was read.')
  @Filter()
  @OneOf(noticeStatuses, each)
  readonly status?: readonly (typeof noticeStatuses)[number][];

  @Says('What it is about, such as `promise-missed`.')
  @Filter()
  @IsSlug(64, each)
  readonly topic?: readonly string[];
}
