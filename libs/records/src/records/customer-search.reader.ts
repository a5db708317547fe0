import { Inject, Injectable } from '@nestjs/common';
import { ViewReader } from '#eventing';
import { CustomerSearch, isWordless, type Principal, type ReadContext, staff } from '#platform';

import { AccessLog } from '../access-log/access-log.handler.js';
import { RECORDING, type Recording } from '../record/record.tokens.js';
import { recordSearch } from './record-words.mapping.js';
import type { RecordRow } from './record-row.view.js';
import { recordsView } from './records.view.js';

const mayRead = ({ role, scopes = ['customers:read'] }: Principal) =>
  (staff as readonly string[]).includes(role) && scopes.includes('customers:read');

/** A chain of merges that is longer is cut off. */
const FAMILY = 500;

/** Customers by the words of their records: by a corrected name from the moment of its correction. */
@Injectable()
export class RecordedCustomers extends CustomerSearch {
  constructor(
    private readonly views: ViewReader,
    private readonly accessLog: AccessLog,
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

  shown(reader: ReadContext, customers: readonly string[]): Promise<void> {
    return this.accessLog.recordAll(reader, customers, 'search');
  }

  async sameAs(tenant: string, customers: readonly string[]): Promise<readonly string[]> {
    const family = new Set(customers);
    // A set hands out what is added while it is gone through.
    for (const customer of family) {
      const others = await this.#mergedWith(tenant, customer);
      others.slice(0, Math.max(0, FAMILY - family.size)).forEach((other) => family.add(other));
    }
    return [...family];
  }

  /** By the duplicates' own rows: the other record hears of the merge a moment later. */
  async #mergedWith(tenant: string, customer: string): Promise<readonly string[]> {
    const view = recordsView(this.recording.settings.ladder);
    const query = { tenant, where: { mergedInto: customer }, limit: FAMILY };
    const [row, { rows }] = await Promise.all([
      this.views.get<RecordRow>(view, tenant, customer),
      this.views.page<RecordRow>(view, query),
    ]);
    const into = row?.mergedInto;
    return [...rows.map((other) => other.customer), ...(into === undefined ? [] : [into])];
  }
}
