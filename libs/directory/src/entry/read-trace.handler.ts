import { Injectable } from '@nestjs/common';
import type { ReadContext } from '#platform';
import { AccessLog } from '#records';

import type { EntryKind } from './entry.events.js';

/** Leaves a trace with each person whom a directory reads; groups hold pseudonyms only. */
@Injectable()
export class ReadTrace {
  constructor(private readonly accessLog: AccessLog) {}

  async leave(reader: ReadContext, kind: EntryKind, ids: readonly string[]): Promise<void> {
    if (kind === 'User') await this.accessLog.recordAll(reader, ids, 'directory');
  }
}
