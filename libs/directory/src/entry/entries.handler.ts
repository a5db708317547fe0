import { Inject, Injectable } from '@nestjs/common';
import { type CommandContext, type Moment, lookUp, newAggregateId, ViewReader } from '#eventing';
import { alikeIn, currentOf, RECORDING, type Recording, StoredRecords } from '#records';

import { type EntryRow, entriesView } from '../entries/entries.view.js';
import { EntryLists } from '../entries/entries.reader.js';
import { checkedEntryOf, ensureWritable } from '../scim/checked.mapping.js';
import { waysOf } from '../scim/filter.mapping.js';
import { attributeOf, saidByUser } from '../import/user.mapping.js';
import { patched, type PatchOperations } from '../scim/patch.mapping.js';
import type { Members } from '../scim/scim.mapping.js';
import { EntryChanges, type EntryRef } from './entry-changes.handler.js';
import type { DirectoryEntry, EntryKind } from './entry.events.js';
import { ensure } from './entry.rules.js';

const pseudonym = /^[A-Za-z0-9_-][A-Za-z0-9._:|+'=-]{0,127}$/;

/** Entries of a directory by their number, from 0 on. */
export interface EntrySelection {
  readonly kind: EntryKind;
  readonly tenant: string;
  readonly filter?: string | undefined;
  readonly skip: number;
  readonly count: number;
}

/** Users and groups as directories keep them. What they say of a customer is one more source. */
@Injectable()
export class Directory {
  readonly #lists: EntryLists;

  constructor(
    private readonly changes: EntryChanges,
    private readonly views: ViewReader,
    private readonly records: StoredRecords,
    @Inject(RECORDING) private readonly recording: Recording,
  ) {
    this.#lists = new EntryLists(views);
  }

  /** Answers with the id of the entry. */
  async create(kind: EntryKind, context: CommandContext, body: Members): Promise<string> {
    const entry = checkedEntryOf(kind, body);
    const id = this.#idFor(kind, context, entry);
    await this.changes.provision({ kind, tenant: context.tenant, id }, context, entry);
    return id;
  }

  /** A page of entries, and how many there are in all. */
  async list({ kind, tenant, filter, skip, count }: EntrySelection) {
    const [wanted, lists] = [{ kind, tenant, ways: waysOf(kind, filter) }, this.#lists];
    const [total, rows] = await Promise.all([lists.count(wanted), lists.page(wanted, skip, count)]);
    return { total, rows };
  }

  async one({ kind, tenant, id }: EntryRef): Promise<EntryRow> {
    const row = await this.views.get<EntryRow>(entriesView, tenant, id);
    ensure(row?.kind === kind, 'not-found');
    return row!;
  }

  /** The attributes in which the record says otherwise, so that the directory can learn. */
  async corrected(row: EntryRow, tenant: string, now: Moment): Promise<readonly string[]> {
    const { id, entry, directory } = row;
    const record = row.kind === 'User' ? await this.records.rowOf(tenant, id) : undefined;
    if (!record) return [];
    const { ladder, fields, read } = this.recording.settings;
    const isAlike = alikeIn(this.recording.settings);
    const current = currentOf(record, ladder, now);
    return Object.entries(saidByUser(entry)).flatMap(([field, said]) => {
      const claim = lookUp(current, field);
      const kind = lookUp(fields, field)?.kind;
      const theirs = said === '' || !kind ? undefined : read[kind](said, undefined);
      if (!claim || !theirs || claim.source === `import:${directory}`) return [];
      return isAlike(field, claim.value, theirs) ? [] : [attributeOf(field)!];
    });
  }

  async replace(ref: EntryRef, context: CommandContext, body: Members): Promise<void> {
    const entry = checkedEntryOf(ref.kind, body);
    await this.changes.change(ref, context, () => entry);
  }

  async patch(ref: EntryRef, context: CommandContext, operations: PatchOperations): Promise<void> {
    ensureWritable(ref.id, operations.Operations);
    await this.changes.change(ref, context, (entry) => patched(ref.kind, entry, operations));
  }

  async remove(ref: EntryRef, context: CommandContext): Promise<void> {
    await this.changes.remove(ref, context);
  }

  /** A pseudonym must tell nothing of the person: an address as the external id is not taken. */
  #idFor(kind: EntryKind, context: CommandContext, { externalId }: DirectoryEntry): string {
    const isTaken = kind === 'User' && typeof externalId === 'string' && pseudonym.test(externalId);
    return isTaken ? externalId : newAggregateId(context.id);
  }
}
