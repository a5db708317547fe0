import type { RouteRow } from '../routes/route.js';

const patterns = new WeakMap<RouteRow, RegExp>();

const patternOf = (row: RouteRow): RegExp => {
  const known = patterns.get(row);
  if (known) return known;
  const parts = row.path.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part));
  const pattern = new RegExp(`^${parts.join('/').replaceAll('.', '\\.')}$`);
  patterns.set(row, pattern);
  return pattern;
};

/** The methods that an address serves, as `Allow` lists them; empty when it serves none. */
export const methodsAt = (rows: readonly RouteRow[], url: string): readonly string[] => {
  const path = url.split('?', 1)[0]!;
  const methods = rows.filter((row) => patternOf(row).test(path)).map(({ method }) => method);
  const all = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  return [...new Set(all)].toSorted();
};
