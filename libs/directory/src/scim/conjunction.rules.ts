import { type Condition, lookUp, type Scalar } from '#eventing';

/** What a column must hold: one of some values, or a value within a range. */
export interface Wanted {
  readonly values?: readonly Scalar[];
  readonly from?: string;
  readonly to?: string;
}

/** Columns that must all hold what is wanted of them. */
export type Conjunction = Readonly<Record<string, Wanted>>;

export type Where = Readonly<Record<string, Condition>>;

const isWithin = (value: Scalar, { from = '', to }: Wanted): boolean =>
  typeof value === 'string' && value >= from && (to === undefined || value < to);

const later = (one = '', other = '') => (one > other ? one : other);
const earlier = (one: string | undefined, other: string | undefined) => {
  if (one === undefined || other === undefined) return one ?? other;
  return one < other ? one : other;
};

/** What is wanted by both; of values there may be none left. */
export const both = (one: Wanted, other: Wanted): Wanted => {
  if (one.values && other.values)
    return { values: one.values.filter((value) => other.values!.includes(value)) };
  if (one.values) return { values: one.values.filter((value) => isWithin(value, other)) };
  if (other.values) return both(other, one);
  const to = earlier(one.to, other.to);
  return { from: later(one.from, other.from), ...(to !== undefined && { to }) };
};

/** Both of them, column by column; nobody is found where a column would have to hold two values. */
export const joined = (one: Conjunction, other: Conjunction): Conjunction => {
  const shared = Object.keys(one).filter((column) => Object.hasOwn(other, column));
  const narrowed = shared.map(
    (column) => [column, both(lookUp(one, column)!, lookUp(other, column)!)] as const,
  );
  return { ...one, ...other, ...Object.fromEntries(narrowed) };
};

export const isPossible = (all: Conjunction): boolean =>
  Object.values(all).every(({ values }) => values === undefined || values.length > 0);

const isSame = (one?: Wanted, other?: Wanted): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

const differing = (one: Conjunction, other: Conjunction): readonly string[] =>
  Object.keys({ ...one, ...other }).filter(
    (column) => !isSame(lookUp(one, column), lookUp(other, column)),
  );

/** One for both, where they differ in one column at most, and there by values. */
const together = (one: Conjunction, other: Conjunction): Conjunction | undefined => {
  const [column, ...more] = differing(one, other);
  if (column === undefined) return one;
  const [these, those] = [lookUp(one, column)?.values, lookUp(other, column)?.values];
  if (more.length > 0 || !these || !those) return undefined;
  return { ...one, [column]: { values: [...new Set([...these, ...those])] } };
};

/** As few as say the same: `a or b` of one column is one look at its index. */
export const merged = (all: readonly Conjunction[]): readonly Conjunction[] =>
  all.reduce<readonly Conjunction[]>((kept, next) => {
    const index = kept.findIndex((one) => together(one, next) !== undefined);
    if (index < 0) return [...kept, next];
    return kept.with(index, together(kept[index]!, next)!);
  }, []);

export const whereOf = (all: Conjunction): Where =>
  Object.fromEntries(
    Object.entries(all).map(([column, { values, from, to }]) => [
      column,
      values ?? { ...(from !== undefined && { from }), ...(to !== undefined && { to }) },
    ]),
  );
