import { Inject, Injectable } from '@nestjs/common';
import { ViewReader } from '#eventing';
import { CustomerSearch, isWordless, type Principal, staff } from '#platform';

import { RECORDING, type Recording } from '../record/record.tokens.js';
import { recordSearch } from './record-words.mapping.js';
import { type RecordRow, recordsView } from './records.view.js';

const mayRead = ({ role, scopes = ['customers:read'] }: Principal) =>
  (staff as readonly string[]).includes(role) && scopes.includes('customers:read');

/** Customers by the words of their records: by a corrected name from the moment of its correction. */
@Injectable()
export class RecordedCustomers extends CustomerSearch {
  constructor(
    private readonly views: ViewReader,
    @Inject(RECORDING) private readonly recording: Recording,
  ) {
    super();
  }

  async find(principal: Principal, words: string, limit: number): Promise<readonly string[]> {
    if (!mayRead(principal) || isWordless(words)) return [];
    const search = recordSearch(words);
    const view = recordsView(this.recording.settings.ladder);
    const { rows } = await this.views.page<RecordRow>(view, {
      tenant: principal.tenant,
      search,
      order: [{ column: 'changedAt', descending: true }],
      limit,
    });
    return rows.map(({ customer }) => customer);
  }
}
