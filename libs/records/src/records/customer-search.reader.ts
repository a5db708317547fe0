import type { ViewReader } from '#eventing';
import { CustomerSearch, isWordless, type Principal, staff } from '#platform';

import type { RecordSettings } from '../record/record.settings.js';
import { recordSearch } from './record-words.mapping.js';
import { type RecordRow, recordsView } from './records.view.js';

const mayRead = ({ role, scopes = ['customers:read'] }: Principal) =>
  (staff as readonly string[]).includes(role) && scopes.includes('customers:read');

/** Customers by the words of their records: by a corrected name from the moment of its correction. */
export class RecordedCustomers extends CustomerSearch {
  constructor(
    private readonly views: ViewReader,
    private readonly settings: RecordSettings,
  ) {
    super();
  }

  async find(principal: Principal, words: string, limit: number): Promise<readonly string[]> {
    if (!mayRead(principal) || isWordless(words)) return [];
    const search = recordSearch(words);
    const view = recordsView(this.settings.ladder);
    const { rows } = await this.views.page<RecordRow>(view, {
      tenant: principal.tenant,
      search,
      order: [{ column: 'changedAt', descending: true }],
      limit,
    });
    return rows.map(({ customer }) => customer);
  }
}
