import { compareScalars, type Scalar, type Sort } from '#eventing';

import { equal, isEqual, type Place, type Term } from './conditions.js';

const LEAST = { text: '', integer: Number.MIN_SAFE_INTEGER, set: '' } as const;

export interface Step extends Sort {
  readonly value: Scalar;
  readonly type: 'text' | 'integer' | 'set';
}

/** SQLite sorts nulls first when ascending, and last when descending. */
export const movesNulls = ({ descending, nullsLast }: Sort): boolean => nullsLast && !descending;

/** The values after a value in one column. */
const beyond = (step: Step): Term[] => {
  const { column, descending, value, type } = step;
  if (!descending && !movesNulls(step))
    return value === null
      ? [{ column, is: '>=', values: [LEAST[type]] }]
      : [{ column, is: '>', values: [value] }];
  const is = descending ? '<' : '>';
  return value === null ? [] : [{ column, is, values: [value] }, equal(column, null)];
};

/**
 * Consecutive ranges that together hold everything after a cursor; each is one seek in an index.
 */
export const seeksAfter = (steps: readonly Step[]): (readonly Term[])[] =>
  steps
    .map((step, index) => {
      const before = steps.slice(0, index).map(({ column, value }) => equal(column, value));
      return beyond(step).map((term) => [...before, term]);
    })
    .toReversed()
    .flat();

const direction = {
  '=': 'all',
  'is null': 'all',
  '<': '<',
  '>': '>',
  '>=': '>',
  in: 'in',
} as const;

/** Whether a narrower comparison makes this one redundant: SQLite might seek by the wider one. */
const isCovered = (term: Term, by: Term): boolean => {
  if (term.column !== by.column || term.is === 'in' || isEqual(term) || isEqual(by)) return false;
  if (direction[term.is] !== direction[by.is]) return false;
  const order = compareScalars(by.values[0]!, term.values[0]!);
  return by.is === '<' ? order <= 0 : order >= 0;
};

/** The comparisons of a selection together with those of one seek. */
export const narrowed = (terms: readonly Term[], seek: readonly Term[]) => [
  ...terms.filter((term) => !seek.some((by) => isCovered(term, by))),
  ...seek,
];

/** Each column of an order with its value at the cursor. */
export const stepsOf = ({ layout }: Place, order: readonly Sort[], after: readonly Scalar[]) =>
  order.map((step, index) => ({
    ...step,
    value: after[index] ?? null,
    type: layout.columns[step.column] ?? ('text' as const),
  }));
