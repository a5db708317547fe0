import type { RecordedEvent } from '../messages.js';
import type { RowPlace } from './view-purger.port.js';
import { handles, keyOf, project, type AnyView, type Column, type Scalar } from './view.js';

/** A row as a store keeps it. */
export interface Kept {
  readonly row: unknown;
}

/** How events change one row: `after` is null where they remove it. */
export interface Change<K extends Kept> {
  readonly tenant: string;
  readonly key: string;
  readonly before: K | undefined;
  readonly after: unknown;
}

type Find<K> = (tenant: string, key: string) => K | undefined;

/** Where each event makes a row of its own, none is looked for. */
const lookingIn = <K>({ isRowPerEvent }: AnyView, find: Find<K>): Find<K> =>
  isRowPerEvent ? () => undefined : find;

/**
 * Applies events to the rows they belong to: each row is read once, and returned once if it
 * changed.
 */
export const changesOf = <K extends Kept>(
  view: AnyView,
  events: readonly RecordedEvent[],
  find: Find<K>,
): readonly Change<K>[] => {
  const found = lookingIn(view, find);
  const changes = new Map<string, { -readonly [P in keyof Change<K>]: Change<K>[P] }>();
  for (const event of events) {
    if (!handles(view, event)) continue;
    const { tenant } = event.meta;
    const key = keyOf(view, event);
    const place = `${tenant}\0${key}`;
    let change = changes.get(place);
    if (!change) {
      const before = found(tenant, key);
      changes.set(place, (change = { tenant, key, before, after: before?.row ?? null }));
    }
    const row = project(view, change.after ?? undefined, event);
    if (row !== undefined) change.after = row;
  }
  return [...changes.values()].filter(({ before, after }) => after !== (before?.row ?? null));
};

/** Some rows after all of their events: `after` is null for a row that was removed. */
export const reprojectionOf = (
  view: AnyView,
  rows: readonly RowPlace[],
  events: readonly RecordedEvent[],
): readonly Omit<Change<Kept>, 'before'>[] => {
  const wanted = new Map(rows.map((row) => [`${row.tenant}\0${row.key}`, row]));
  const placeOf = (event: RecordedEvent) => `${event.meta.tenant}\0${keyOf(view, event)}`;
  const own = events.filter((event) => handles(view, event) && wanted.has(placeOf(event)));
  const made = changesOf(view, own, () => undefined);
  const after = new Map(made.map((change) => [`${change.tenant}\0${change.key}`, change.after]));
  return [...wanted].map(([place, { tenant, key }]) => ({
    tenant,
    key,
    after: after.get(place) ?? null,
  }));
};

const fits: Readonly<Record<Column<never>['type'], (value: unknown) => boolean>> = {
  text: (value) => value === null || typeof value === 'string',
  integer: (value) => value === null || Number.isSafeInteger(value),
  set: (value) => Array.isArray(value) && value.every((member) => typeof member === 'string'),
};

/**
 * The value of a row's column; throws if its type cannot hold the value, which is a bug of the
 * view.
 */
export const valueOfColumn = (
  view: AnyView,
  name: string,
  row: unknown,
): Scalar | readonly string[] => {
  const column = view.columns[name]!;
  const value = column.of(row);
  if (!fits[column.type](value))
    throw new TypeError(`Column ${name} of view ${view.name} is not a ${column.type}: ${value}.`);
  return column.type === 'set' ? [...new Set(value as string[])].toSorted() : value;
};

/** How a view's rows are stored: when it differs from the stored one, the view is outdated. */
export interface Layout {
  readonly version: number;
  readonly columns: Readonly<Record<string, Column<never>['type']>>;
  readonly indexes: readonly (readonly string[])[];
  readonly crossTenant: readonly string[];
  readonly search: boolean;
}

export const layoutOf = (view: AnyView): Layout => ({
  version: view.version,
  columns: Object.fromEntries(
    Object.entries(view.columns).map(([name, { type }]) => [name, type] as const),
  ),
  indexes: view.indexes,
  crossTenant: view.crossTenant ?? [],
  search: view.search !== undefined,
});

const bare = (column: string) => column.replace(/^-/, '');

/** Throws for a view whose indexes name columns that it does not have. */
export const checkLayout = ({ name, columns, indexes, crossTenant = [] }: AnyView): void => {
  for (const column of [...indexes.flat().map(bare), ...crossTenant])
    if (!columns[column] || columns[column].type === 'set')
      throw new Error(`View ${name} cannot be sorted by ${column}.`);
};

/** The events that a copy of a view has not applied yet; events come in order of position. */
export const beyond = (
  events: readonly RecordedEvent[],
  position: number,
): readonly RecordedEvent[] => {
  if ((events[0]?.position ?? 0) > position) return events;
  return events.filter((event) => event.position > position);
};

/** A view's own code threw: this view stops, the others continue. */
export class ViewFault extends Error {
  override readonly name = 'ViewFault';

  static in = <Result>(view: AnyView, work: () => Result): Result => {
    try {
      return work();
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new ViewFault(`View ${view.name} cannot apply an event: ${why}`, { cause });
    }
  };
}

export interface Progress {
  readonly position: number;
  readonly fault?: string;
}

type Count = (events: readonly RecordedEvent[]) => void;

/**
 * Applies events together; if the view's code throws, one by one up to the event that causes it.
 */
export const advance = (from: number, events: readonly RecordedEvent[], count: Count): Progress => {
  const fresh = beyond(events, from);
  if (fresh.length === 0) return { position: from };
  try {
    count(fresh);
    return { position: fresh.at(-1)!.position };
  } catch (error) {
    if (!(error instanceof ViewFault)) throw error;
    if (fresh.length > 1) return advanceSingly(from, fresh, count);
    return { position: from, fault: `${error.message} (position ${fresh[0]!.position})` };
  }
};

const advanceSingly = (from: number, events: readonly RecordedEvent[], count: Count): Progress => {
  let progress: Progress = { position: from };
  for (const event of events) {
    progress = advance(progress.position, [event], count);
    if (progress.fault !== undefined) return progress;
  }
  return progress;
};
