import type { RouteRow } from '../routes/route.js';
import type { Context } from './context.js';

type Checked = Omit<Context, 'module' | 'sinks' | 'personal'>;

const repeated = (names: readonly string[]): readonly string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) !== index)),
];

/** Names that must be unique: otherwise one thing would be taken for another. */
const unique: Readonly<Record<string, (context: Checked) => readonly string[]>> = {
  context: ({ name }) => [name],
  aggregate: ({ aggregates }) => aggregates.map(({ decider }) => decider.name),
  event: ({ aggregates }) => aggregates.flatMap(({ events }) => Object.keys(events)),
  'view or policy': ({ views, policies }) => [...views, ...policies].map(({ name }) => name),
  handler: ({ handlers }) => Object.keys(handlers),
  rulebook: ({ rulebooks }) => rulebooks.map(({ topic }) => topic),
  route: ({ routes }) => routes.map(keyOfRow),
};

export const keyOfRow = ({ method, path }: Pick<RouteRow, 'method' | 'path'>): string =>
  `${method} ${path}`;

const repetitions = (contexts: readonly Checked[]) =>
  Object.entries(unique).flatMap(([what, namesIn]) =>
    repeated(contexts.flatMap(namesIn)).map((name) => `There are two of the ${what} "${name}".`),
  );

const unanswered = (contexts: readonly Checked[]) => {
  const known = new Set(contexts.flatMap(unique['aggregate']!));
  return contexts
    .flatMap(({ policies }) => policies)
    .filter(({ asks }) => !known.has(asks))
    .map(({ name, asks }) => `The policy "${name}" asks "${asks}", for which nobody decides.`);
};

/**
 * Throws with all faults of a list of contexts at once: what is missing, and what is there twice.
 */
export const checkContexts = (contexts: readonly Checked[]): void => {
  const faults = [...repetitions(contexts), ...unanswered(contexts)];
  if (faults.length > 0) throw new Error(faults.join('\n'));
};

/** Throws when a row names a problem that is in no rulebook. */
export const checkProblems = (
  declared: readonly RouteRow[],
  known: Pick<ReadonlyMap<string, unknown>, 'has'>,
): void => {
  const faults = declared.flatMap((row) =>
    (row.problems ?? [])
      .filter((code) => !known.has(code))
      .map((code) => `${keyOfRow(row)} names ${code}, which is in no rulebook.`),
  );
  if (faults.length > 0) throw new Error(faults.join('\n'));
};

/**
 * Throws when rows and served routes differ: a row without a controller, or a route without a row.
 */
export const checkRoutes = (declared: readonly RouteRow[], served: readonly RouteRow[]): void => {
  const rows = new Set(declared.map(keyOfRow));
  const routes = new Set(served.map(keyOfRow));
  const faults = [
    ...[...rows].filter((row) => !routes.has(row)).map((row) => `${row} is declared, not served.`),
    ...[...routes].filter((row) => !rows.has(row)).map((row) => `${row} belongs to no context.`),
  ];
  if (faults.length > 0) throw new Error(faults.join('\n'));
};
