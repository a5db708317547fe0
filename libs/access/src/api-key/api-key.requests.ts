import type { DataOf, Moment } from '#eventing';
import {
  each,
  Filter,
  IsMoment,
  IsScope,
  IsSingleLine,
  OneOf,
  Optional,
  Says,
  Several,
} from '#platform';
import type { ApiKeyCommand } from './api-key.decider.js';

/** The key itself is made by us. */
export class IssueApiKey implements Omit<DataOf<ApiKeyCommand, 'IssueApiKey'>, 'hash'> {
  @Says('What the key is for.') @IsSingleLine() readonly name: string;

  @Says('What the key is limited to, such as `tickets:read`.')
  @Several(50)
  @IsScope(each)
  readonly scopes: readonly string[];

  @Says('Until when it is accepted. Left out: until it is revoked.')
  @Optional()
  @IsMoment()
  readonly expiresAt?: Moment;
}

const statuses = ['valid', 'revoked'] as const;

export class ApiKeyFilters {
  @Says('Whether it is still accepted.')
  @Filter()
  @OneOf(statuses, each)
  readonly status?: readonly (typeof statuses)[number][];
}
