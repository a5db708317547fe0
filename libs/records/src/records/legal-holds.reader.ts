import { Inject, Injectable } from '@nestjs/common';
import { ViewReader } from '#eventing';
import { CustomerSearch, LegalHolds } from '#platform';

import { RECORDING, type Recording } from '../record/record.tokens.js';
import type { RecordRow } from './record-row.view.js';
import { recordsView } from './records.view.js';

/** Legal holds as the records know them. */
@Injectable()
export class RecordedHolds extends LegalHolds {
  constructor(
    private readonly views: ViewReader,
    private readonly customers: CustomerSearch,
    @Inject(RECORDING) private readonly recording: Recording,
  ) {
    super();
  }

  async isHeld(tenant: string, customer: string): Promise<boolean> {
    const view = recordsView(this.recording.settings.ladder);
    const family = await this.customers.sameAs(tenant, [customer]);
    const rows = await Promise.all(family.map((id) => this.views.get<RecordRow>(view, tenant, id)));
    return rows.some((row) => row?.held === true);
  }
}
