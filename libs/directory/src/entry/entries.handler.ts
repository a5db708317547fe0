import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  type Condition,
  type CommandPayload,
  ViewReader,
  Commands,
  newAggregateId,
} from '#eventing';
import { etagOf, commandContextOf, commandIdIn } from '#platform';
import { isAlike, currentOf, type StoredRecords, type RecordSettings } from '#records';

import { type DirectoryCommand, directoryDecider } from './entry.decider.js';
import type { DirectoryEntry, EntryKind } from './entry.events.js';
import { ensure } from './entry.rules.js';
import { type EntryRow, entriesView } from '../entries/entries.view.js';
import { entryOf, patched, whereOf } from '../scim/scim.mapping.js';
import { SCIM } from '../scim/scim.routes.js';
import { LARGEST_LIST, urns } from '../scim/scim.representation.js';
import { attributeOf, saidByUser } from '../import/user.mapping.js';

type Body = Readonly<Record<string, unknown>>;

interface Listing {
  readonly filter?: string;
  readonly startIndex?: number;
  readonly count?: number;
  readonly attributes?: string;
  readonly excludedAttributes?: string;
}

/** A list is numbered, so whatever comes before a page is read too. */
const FARTHEST = 100_000;

const idIn = ({ params }: FastifyRequest) => (params as { readonly id: string }).id;

const pseudonym = /^[A-Za-z0-9][A-Za-z0-9._:|-]{0,127}$/;

const schemaOf = (kind: EntryKind) => urns[kind === 'User' ? 'user' : 'group'];

const always = ['schemas', 'id', 'meta'];

const namesIn = (list: string) =>
  list.split(',').map((name) => name.trim().toLowerCase().split('.')[0]!);

/** Only what was asked for (RFC 7644, 3.9). */
const selected = (resource: Body, { attributes, excludedAttributes }: Listing): Body => {
  if (attributes === undefined && excludedAttributes === undefined) return resource;
  const wanted = attributes === undefined ? undefined : namesIn(attributes);
  const unwanted = excludedAttributes === undefined ? [] : namesIn(excludedAttributes);
  const isShown = (name: string) =>
    always.includes(name) ||
    (wanted?.includes(name.toLowerCase()) ?? !unwanted.includes(name.toLowerCase()));
  return Object.fromEntries(Object.entries(resource).filter(([name]) => isShown(name)));
};

const located = ({ kind, id }: Pick<EntryRow, 'kind' | 'id'>) => `/scim/v2/${kind}s/${id}`;

const resourceOf = (row: EntryRow): Body => ({
  schemas: [schemaOf(row.kind)],
  id: row.id,
  ...row.entry,
  meta: {
    resourceType: row.kind,
    created: row.createdAt,
    lastModified: row.changedAt,
    location: located(row),
    version: etagOf(row.version),
  },
});

/** Users and groups as directories keep them. What they say of a customer is one more source. */
export class Directory {
  constructor(
    private readonly commands: Commands,
    private readonly views: ViewReader,
    private readonly records: Pick<StoredRecords, 'rowOf'>,
    private readonly settings: RecordSettings,
  ) {}

  async create(kind: EntryKind, request: FastifyRequest, reply: FastifyReply) {
    const entry = entryOf(kind, request.body as Body);
    await this.#ensureUnique(kind, request, entry);
    const id = this.#idFor(kind, request, entry);
    const directory = request.edge.principal!.id;
    await this.#send(request, id, { type: 'ProvisionEntry', data: { kind, id, directory, entry } });
    reply.code(201).header('location', located({ kind, id }));
    return this.one(kind, request, reply, id);
  }

  async list(kind: EntryKind, request: FastifyRequest, reply: FastifyReply) {
    const query = request.query as Listing;
    const { tenant } = request.edge.principal!;
    const where = { ...whereOf(query.filter), kind };
    const startIndex = Math.max(1, query.startIndex ?? 1);
    const count = Math.min(LARGEST_LIST, Math.max(0, query.count ?? LARGEST_LIST));
    const selection = { tenant, where };
    const [totalResults, rows] = await Promise.all([
      this.views.count(entriesView, selection),
      this.#rows(selection, startIndex - 1, count),
    ]);
    reply.header('content-type', SCIM);
    const Resources = rows.map((row) => selected(resourceOf(row), query));
    const itemsPerPage = Resources.length;
    return { schemas: [urns.list], totalResults, startIndex, itemsPerPage, Resources };
  }

  async one(kind: EntryKind, request: FastifyRequest, reply: FastifyReply, id = idIn(request)) {
    const row = await this.#rowOf(kind, request, id);
    reply.headers({ 'content-type': SCIM, etag: etagOf(row.version) });
    const corrected = kind === 'User' ? await this.#corrected(request, row) : [];
    const resource = { ...resourceOf(row), ...(corrected.length > 0 && extended(corrected)) };
    return selected(resource, request.query as Listing);
  }

  async replace(kind: EntryKind, request: FastifyRequest, reply: FastifyReply) {
    const id = idIn(request);
    await this.#rowOf(kind, request, id);
    return this.#become(kind, request, reply, { id, entry: entryOf(kind, request.body as Body) });
  }

  async patch(kind: EntryKind, request: FastifyRequest, reply: FastifyReply) {
    const id = idIn(request);
    const row = await this.#rowOf(kind, request, id);
    request.edge.basedOn ??= row.version;
    const entry = patched(kind, row.entry, request.body as { Operations: readonly unknown[] });
    return this.#become(kind, request, reply, { id, entry });
  }

  async remove(kind: EntryKind, request: FastifyRequest, reply: FastifyReply) {
    const id = idIn(request);
    const directory = request.edge.principal!.id;
    await this.#send(request, id, { type: 'RemoveEntry', data: { kind, directory } });
    reply.code(204);
  }

  async #become(
    kind: EntryKind,
    request: FastifyRequest,
    reply: FastifyReply,
    { id, entry }: { readonly id: string; readonly entry: DirectoryEntry },
  ) {
    await this.#ensureUnique(kind, request, entry, id);
    const directory = request.edge.principal!.id;
    await this.#send(request, id, { type: 'ReplaceEntry', data: { kind, directory, entry } });
    return this.one(kind, request, reply, id);
  }

  /** A pseudonym must tell nothing of the person: an address as the external id is not taken. */
  #idFor(kind: EntryKind, request: FastifyRequest, { externalId }: DirectoryEntry): string {
    const isTaken = kind === 'User' && typeof externalId === 'string' && pseudonym.test(externalId);
    return isTaken ? externalId : newAggregateId(commandIdIn(request));
  }

  async #ensureUnique(
    kind: EntryKind,
    request: FastifyRequest,
    entry: DirectoryEntry,
    self?: string,
  ) {
    if (kind !== 'User') return;
    const where = { kind, userName: String(entry['userName'] ?? '').toLowerCase() };
    const { tenant } = request.edge.principal!;
    const { rows } = await this.views.page<EntryRow>(entriesView, { tenant, where, limit: 2 });
    ensure(
      rows.every(({ id }) => id === self),
      'exists',
    );
  }

  async #rows(
    selection: { readonly tenant: string; readonly where: Readonly<Record<string, Condition>> },
    skip: number,
    count: number,
  ): Promise<readonly EntryRow[]> {
    ensure(skip < FARTHEST, 'too-far');
    if (count === 0) return [];
    const order = [{ column: 'id' }];
    const query = { ...selection, order, limit: skip + count };
    return (await this.views.page<EntryRow>(entriesView, query)).rows.slice(skip);
  }

  async #rowOf(kind: EntryKind, { edge }: FastifyRequest, id: string): Promise<EntryRow> {
    const row = await this.views.get<EntryRow>(entriesView, edge.principal!.tenant, id);
    ensure(row?.kind === kind, 'not-found');
    return row!;
  }

  /** The attributes in which the record says otherwise, so that the directory can learn. */
  async #corrected({ edge }: FastifyRequest, { id, entry, directory }: EntryRow) {
    const record = await this.records.rowOf(edge.principal!.tenant, id);
    if (!record) return [];
    const { ladder, fields, read } = this.settings;
    const current = currentOf(record, ladder, new Date(edge.now).toISOString());
    return Object.entries(saidByUser(entry)).flatMap(([field, said]) => {
      const claim = current[field];
      const kind = fields[field]?.kind;
      const theirs = said === '' || !kind ? undefined : read[kind](said, undefined);
      if (!claim || !theirs || claim.source === `import:${directory}`) return [];
      return isAlike(claim.value, theirs) ? [] : [attributeOf(field)!];
    });
  }

  #send(request: FastifyRequest, id: string, command: CommandPayload<DirectoryCommand>) {
    const context = { ...commandContextOf(request), ...command } as DirectoryCommand;
    return this.commands.send(directoryDecider, id, context);
  }
}

const extended = (corrected: readonly string[]): Body => ({ [urns.record]: { corrected } });
