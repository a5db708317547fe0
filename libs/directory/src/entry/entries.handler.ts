import { Inject, Injectable } from '@nestjs/common';
import {
  type CommandContext,
  type CommandPayload,
  Commands,
  type Condition,
  type Moment,
  newAggregateId,
  ViewReader,
  lookUp,
} from '#eventing';
import { currentOf, isAlike, RECORDING, type Recording, StoredRecords } from '#records';

import { type EntryRow, entriesView } from '../entries/entries.view.js';
import { attributeOf, saidByUser } from '../import/user.mapping.js';
import { entryOf, type Members, whereOf } from '../scim/scim.mapping.js';
import { patched, type PatchOperations } from '../scim/patch.mapping.js';
import { type DirectoryCommand, directoryDecider } from './entry.decider.js';
import type { DirectoryEntry, EntryKind } from './entry.events.js';
import { ensure } from './entry.rules.js';

/** Pages are numbered, so everything before a page is read too. */
const FARTHEST = 100_000;

const pseudonym = /^[A-Za-z0-9_-][A-Za-z0-9._:|+'=-]{0,127}$/;

/** One entry of a directory, in one tenant. */
export interface EntryRef {
  readonly kind: EntryKind;
  readonly tenant: string;
  readonly id: string;
}

/** Entries of a directory by their number, from 0 on. */
export interface EntrySelection {
  readonly kind: EntryKind;
  readonly tenant: string;
  readonly filter?: string | undefined;
  readonly skip: number;
  readonly count: number;
}

type Where = Readonly<Record<string, Condition>>;

/** Users and groups as directories keep them. What they say of a customer is one more source. */
@Injectable()
export class Directory {
  constructor(
    private readonly commands: Commands,
    private readonly views: ViewReader,
    private readonly records: StoredRecords,
    @Inject(RECORDING) private readonly recording: Recording,
  ) {}

  /** Answers with the id of the entry. */
  async create(kind: EntryKind, context: CommandContext, body: Members): Promise<string> {
    const entry = entryOf(kind, body);
    await this.#ensureUnique(kind, context, entry);
    const id = this.#idFor(kind, context, entry);
    const directory = context.by.id;
    await this.#send(context, id, { type: 'ProvisionEntry', data: { kind, id, directory, entry } });
    return id;
  }

  /** A page of entries, and how many there are in all. */
  async list({ kind, tenant, filter, skip, count }: EntrySelection) {
    const selection = { tenant, where: { ...whereOf(filter), kind } };
    const [total, rows] = await Promise.all([
      this.views.count(entriesView, selection),
      this.#rows(selection, skip, count),
    ]);
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
    const current = currentOf(record, ladder, now);
    return Object.entries(saidByUser(entry)).flatMap(([field, said]) => {
      const claim = lookUp(current, field);
      const kind = lookUp(fields, field)?.kind;
      const theirs = said === '' || !kind ? undefined : read[kind](said, undefined);
      if (!claim || !theirs || claim.source === `import:${directory}`) return [];
      return isAlike(claim.value, theirs) ? [] : [attributeOf(field)!];
    });
  }

  async replace(ref: EntryRef, context: CommandContext, body: Members): Promise<void> {
    await this.one(ref);
    await this.#become(ref, context, entryOf(ref.kind, body));
  }

  /** What is changed is the entry as it was read: another change meanwhile is refused. */
  async patch(ref: EntryRef, context: CommandContext, operations: PatchOperations): Promise<void> {
    const { version, entry } = await this.one(ref);
    const based = { ...context, basedOn: context.basedOn ?? version };
    await this.#become(ref, based, patched(ref.kind, entry, operations));
  }

  async remove({ kind, id }: EntryRef, context: CommandContext): Promise<void> {
    const directory = context.by.id;
    await this.#send(context, id, { type: 'RemoveEntry', data: { kind, directory } });
  }

  async #become({ kind, id }: EntryRef, context: CommandContext, entry: DirectoryEntry) {
    await this.#ensureUnique(kind, context, entry, id);
    const directory = context.by.id;
    await this.#send(context, id, { type: 'ReplaceEntry', data: { kind, directory, entry } });
  }

  /** A pseudonym must tell nothing of the person: an address as the external id is not taken. */
  #idFor(kind: EntryKind, context: CommandContext, { externalId }: DirectoryEntry): string {
    const isTaken = kind === 'User' && typeof externalId === 'string' && pseudonym.test(externalId);
    return isTaken ? externalId : newAggregateId(context.id);
  }

  async #ensureUnique(
    kind: EntryKind,
    { tenant }: CommandContext,
    entry: DirectoryEntry,
    self?: string,
  ) {
    if (kind !== 'User') return;
    const where = { kind, userName: String(entry['userName'] ?? '').toLowerCase() };
    const { rows } = await this.views.page<EntryRow>(entriesView, { tenant, where, limit: 2 });
    ensure(
      rows.every(({ id }) => id === self),
      'exists',
    );
  }

  async #rows(
    selection: { readonly tenant: string; readonly where: Where },
    skip: number,
    count: number,
  ): Promise<readonly EntryRow[]> {
    ensure(skip < FARTHEST, 'too-far');
    if (count === 0) return [];
    const order = [{ column: 'id' }];
    const query = { ...selection, order, limit: skip + count };
    return (await this.views.page<EntryRow>(entriesView, query)).rows.slice(skip);
  }

  #send(context: CommandContext, id: string, command: CommandPayload<DirectoryCommand>) {
    const issued = { ...context, ...command } as DirectoryCommand;
    return this.commands.send(directoryDecider, id, issued);
  }
}
