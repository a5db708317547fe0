/** The longest text, in code points, whose distance is measured; a longer one is equal or far. */
export const LONGEST = 160;

/** The largest distance that is told from a larger one. */
export const FARTHEST = 3;

const WIDTH = 2 * FARTHEST + 1;
const FAR = 1000;

const least = (a: number, b: number): number => (a < b ? a : b);

const pointsOf = (text: string, filler: number): Uint32Array => {
  const points = new Uint32Array(LONGEST + FARTHEST + 1).fill(filler);
  let index = 0;
  for (const character of text) {
    if (index === LONGEST) break;
    points[index++] = character.codePointAt(0)!;
  }
  return points;
};

const lengthOf = (text: string): number => {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
};

/** The texts, and the last three rows of the band: the present one first. */
interface Work {
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  readonly rows: readonly [Uint16Array, Uint16Array, Uint16Array];
}

/** Whether the two characters before these places are the same, turned round. */
const isTurned = ({ a, b }: Work, i: number, j: number): boolean =>
  i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];

/** The cost of the first `i` characters of one against the first `i + k - FARTHEST` of the other. */
const cell = (work: Work, i: number, k: number): number => {
  const [here, above, twoAbove] = work.rows;
  const j = i + k - FARTHEST;
  if (j <= 0) return j === 0 ? i : FAR;
  const inserted = (here[k - 1] ?? FAR) + 1;
  const removed = (above[k + 1] ?? FAR) + 1;
  const replaced = above[k]! + (work.a[i - 1] === work.b[j - 1] ? 0 : 1);
  const swapped = isTurned(work, i, j) ? twoAbove[k]! + 1 : FAR;
  return least(least(inserted, removed), least(replaced, swapped));
};

const firstRow = (): Uint16Array =>
  Uint16Array.from({ length: WIDTH }, (_, k) => (k < FARTHEST ? FAR : k - FARTHEST));

const blank = () => new Uint16Array(WIDTH).fill(FAR);

/** The row of the band that stands at the end of the first text. */
const rowAt = (length: number, a: Uint32Array, b: Uint32Array): Uint16Array => {
  let rows: Work['rows'] = [firstRow(), blank(), blank()];
  let end = rows[0];
  for (let i = 1; i <= LONGEST; i++) {
    rows = [blank(), rows[0], rows[1]];
    const work = { a, b, rows };
    for (let k = 0; k < WIDTH; k++) rows[0][k] = cell(work, i, k);
    end = i === length ? rows[0] : end;
  }
  return end;
};

/**
 * How many insertions, removals, replacements and swaps of neighbours lead from one text to the
 * other (optimal string alignment), up to `FARTHEST`; beyond that, one more.
 *
 * It takes `LONGEST` times `WIDTH` steps whatever the texts are, so that how long it takes tells
 * neither how alike they are nor how long the stored one is.
 */
export const distance = (one: string, other: string): number => {
  const [length, otherLength] = [lengthOf(one), lengthOf(other)];
  const row = rowAt(length, pointsOf(one, 0x110000), pointsOf(other, 0x110001));
  const measured = length <= LONGEST && otherLength <= LONGEST;
  const cost = row[otherLength - length + FARTHEST] ?? FAR;
  const equal = one === other ? 0 : FAR;
  return least(measured ? cost : equal, FARTHEST + 1);
};
