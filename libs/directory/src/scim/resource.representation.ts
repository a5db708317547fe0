import { etagOf } from '#platform';

import type { EntryRow } from '../entries/entries.view.js';
import type { EntryKind } from '../entry/entry.events.js';
import { urns } from './scim.representation.js';

type Resource = Readonly<Record<string, unknown>>;

/** Which attributes are asked for. */
interface Selection {
  readonly attributes?: string | undefined;
  readonly excludedAttributes?: string | undefined;
}

const always = ['schemas', 'id', 'meta'];

const ownUrns = [urns.user, urns.group].map((urn) => `${urn.toLowerCase()}:`);
const extension = urns.record.toLowerCase();

/** Names of attributes with or without the URN of their schema (RFC 7644, 3.10), in lower case. */
const namesIn = (list: string) =>
  list.split(',').map((text) => {
    const name = text.trim().toLowerCase();
    if (name.startsWith(extension)) return extension;
    const urn = ownUrns.find((own) => name.startsWith(own)) ?? '';
    return name.slice(urn.length).split('.')[0]!;
  });

/** Only what was asked for (RFC 7644, 3.9). */
const selected = (resource: Resource, { attributes, excludedAttributes }: Selection): Resource => {
  if (attributes === undefined && excludedAttributes === undefined) return resource;
  const wanted = attributes === undefined ? undefined : namesIn(attributes);
  const unwanted = excludedAttributes === undefined ? [] : namesIn(excludedAttributes);
  const isShown = (name: string) =>
    always.includes(name) ||
    (wanted?.includes(name.toLowerCase()) ?? !unwanted.includes(name.toLowerCase()));
  return Object.fromEntries(Object.entries(resource).filter(([name]) => isShown(name)));
};

const schemaOf = (kind: EntryKind) => urns[kind === 'User' ? 'user' : 'group'];

export const locationOf = ({ kind, id }: Pick<EntryRow, 'kind' | 'id'>): string =>
  `/scim/v2/${kind}s/${id}`;

const resourceOf = (row: EntryRow): Resource => ({
  schemas: [schemaOf(row.kind)],
  id: row.id,
  ...row.entry,
  meta: {
    resourceType: row.kind,
    created: row.createdAt,
    lastModified: row.changedAt,
    location: locationOf(row),
    version: etagOf(row.version),
  },
});

/** An entry as SCIM shows it. `corrected`: the attributes in which the record says otherwise. */
export const resourceShown = (
  row: EntryRow,
  selection: Selection,
  corrected: readonly string[] = [],
): Resource =>
  selected(
    { ...resourceOf(row), ...(corrected.length > 0 && { [urns.record]: { corrected } }) },
    selection,
  );

export const listShown = (
  Resources: readonly object[],
  totalResults: number = Resources.length,
  startIndex = 1,
) => ({
  schemas: [urns.list],
  totalResults,
  startIndex,
  itemsPerPage: Resources.length,
  Resources,
});
