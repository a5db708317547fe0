import { Injectable } from '@nestjs/common';
import {
  type CommandContext,
  type CommandPayload,
  Commands,
  Refusal,
  streamRules,
  ViewReader,
} from '#eventing';

import { type EntryRow, entriesView } from '../entries/entries.view.js';
import { foldedUserName, UserNames } from '../user-name/user-names.handler.js';
import { type DirectoryCommand, directoryDecider } from './entry.decider.js';
import type { DirectoryEntry, EntryKind } from './entry.events.js';
import { ensure } from './entry.rules.js';
import { StoredEntries, type StoredEntry } from './stored-entries.reader.js';

/** One entry of a directory, in one tenant. */
export interface EntryRef {
  readonly kind: EntryKind;
  readonly tenant: string;
  readonly id: string;
}

export type EntryChange = (entry: DirectoryEntry) => DirectoryEntry;

/** So many may change one entry at once without saying on which version. */
const RIVALS = 100;

const isStale = (error: unknown): boolean =>
  error instanceof Refusal && error.code === 'stream.changed';

const nameIn = (entry: DirectoryEntry): string => String(entry['userName'] ?? '');

/** Changes entries, and keeps each user name one user's. */
@Injectable()
export class EntryChanges {
  constructor(
    private readonly commands: Commands,
    private readonly views: ViewReader,
    private readonly entries: StoredEntries,
    private readonly userNames: UserNames,
  ) {}

  async provision({ kind, id }: EntryRef, context: CommandContext, entry: DirectoryEntry) {
    const data = { kind, id, directory: context.by.id, entry };
    const provision = () => this.#send(context, id, { type: 'ProvisionEntry', data });
    await (kind === 'User' ? this.#named(context, id, nameIn(entry), provision) : provision());
  }

  /** Who names no version changes the latest one, no matter who changes it at the same time. */
  async change(
    ref: EntryRef,
    context: CommandContext,
    change: EntryChange,
    rivals = RIVALS,
  ): Promise<void> {
    const mayTryAgain = context.basedOn === undefined && rivals > 0;
    try {
      await this.#changeOnce(ref, context, change);
    } catch (error) {
      if (!mayTryAgain || !isStale(error)) throw error;
      await this.change(ref, context, change, rivals - 1);
    }
  }

  async remove(ref: EntryRef, context: CommandContext): Promise<void> {
    const { kind, id } = ref;
    const { entry } = await this.#storedOf(ref);
    const reserved = kind === 'User' ? await this.#reservedBy(ref, entry) : undefined;
    const data = { kind, directory: context.by.id };
    await this.#send(context, id, { type: 'RemoveEntry', data });
    await this.#free(context, nameIn(entry), reserved);
  }

  async #changeOnce(ref: EntryRef, context: CommandContext, change: EntryChange): Promise<void> {
    const { kind, id } = ref;
    const stored = await this.#storedOf(ref);
    const { version } = stored;
    const isSeen = [context.basedOn ?? version].flat().includes(version);
    streamRules(isSeen, 'changed', { version });
    const entry = change(stored.entry);
    const data = { kind, directory: context.by.id, entry };
    const based = { ...context, basedOn: version };
    const replace = () => this.#send(based, id, { type: 'ReplaceEntry', data });
    const [was, is] = [nameIn(stored.entry), nameIn(entry)];
    if (kind !== 'User' || foldedUserName(was) === foldedUserName(is))
      return void (await replace());
    const reserved = await this.#reservedBy(ref, stored.entry);
    await this.#named(context, id, is, replace);
    await this.#free(context, was, reserved);
  }

  /** Does what gives a user a name once the name is theirs; frees it where nothing came of that. */
  async #named(context: CommandContext, id: string, name: string, work: () => Promise<unknown>) {
    await this.#ensureUnique(context.tenant, id, name);
    const reservation = await this.userNames.reserve(context, name, id);
    try {
      await work();
    } catch (error) {
      const stored = await this.entries.read(context.tenant, id);
      const isTheirs = foldedUserName(stored?.entry['userName']) === foldedUserName(name);
      if (!isTheirs) await this.userNames.release(context, name, reservation);
      throw error;
    }
  }

  /** Read before a change, so that a later reservation of the name is not freed by it. */
  async #reservedBy({ tenant, id }: EntryRef, entry: DirectoryEntry) {
    const found = await this.userNames.find(tenant, nameIn(entry));
    return found?.holder === id ? found.reservation : undefined;
  }

  async #free(context: CommandContext, name: string, reservation: string | undefined) {
    if (reservation !== undefined) await this.userNames.release(context, name, reservation);
  }

  /** Users who were there before names were reserved have no reservation. */
  async #ensureUnique(tenant: string, self: string, name: string) {
    const where = { kind: 'User', userName: name.toLowerCase() };
    const { rows } = await this.views.page<EntryRow>(entriesView, { tenant, where, limit: 2 });
    const isFree = rows.every(({ id }) => id === self);
    ensure(isFree, 'exists');
  }

  async #storedOf({ kind, tenant, id }: EntryRef): Promise<StoredEntry> {
    const stored = await this.entries.read(tenant, id);
    ensure(stored?.kind === kind, 'not-found');
    return stored!;
  }

  #send(context: CommandContext, id: string, command: CommandPayload<DirectoryCommand>) {
    const issued = { ...context, ...command } as DirectoryCommand;
    return this.commands.send(directoryDecider, id, issued);
  }
}
