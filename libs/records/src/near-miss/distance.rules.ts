/** The longest text, in code points, whose distance is measured; a longer one is equal or far. */
export const LONGEST = 96;

/** The largest distance that is told from a larger one. */
export const FARTHEST = 3;

const WIDTH = 2 * FARTHEST + 1;
const FAR = 1000;
/** So many fillers stand before a text that no place of the band is before them. */
const MARGIN = FARTHEST + 2;

const least = (a: number, b: number): number => (a < b ? a : b);

/** The code points, as many as are measured, between fillers that equal nothing in the other text. */
const pointsOf = (text: string, filler: number): Int32Array => {
  const points = new Int32Array(LONGEST + 2 * MARGIN).fill(filler);
  let index = MARGIN;
  for (const character of text.slice(0, 2 * LONGEST)) {
    if (index === MARGIN + LONGEST) break;
    points[index++] = character.codePointAt(0)!;
  }
  return points;
};

const lengthOf = (text: string): number => {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
};

/** A row of the band, with a place beyond either end that is always far. */
const newRow = (): Int32Array => new Int32Array(WIDTH + 2).fill(FAR);

/** The texts, and the last three rows of the band: the present one first. */
interface Work {
  readonly a: Int32Array;
  readonly b: Int32Array;
  here: Int32Array;
  above: Int32Array;
  twoAbove: Int32Array;
}

/** The costs of the first `i` characters of one text against about as many of the other. */
const fill = ({ a, b, here, above, twoAbove }: Work, i: number): void => {
  const last = a[MARGIN + i - 1];
  const before = a[MARGIN + i - 2];
  for (let k = 1; k <= WIDTH; k++) {
    const j = i + k - 1 - FARTHEST;
    const replaced = above[k]! + (b[MARGIN + j - 1] === last ? 0 : 1);
    const turned = b[MARGIN + j - 1] === before && b[MARGIN + j - 2] === last;
    const swapped = turned ? twoAbove[k]! + 1 : FAR;
    const shifted = least(here[k - 1]!, above[k + 1]!) + 1;
    here[k] = j < 0 ? FAR : j === 0 ? i : least(shifted, least(replaced, swapped));
  }
};

const workOf = (one: string, other: string): Work => ({
  a: pointsOf(one, -1),
  b: pointsOf(other, -2),
  here: newRow().map((_, k) => (k <= FARTHEST || k > WIDTH ? FAR : k - 1 - FARTHEST)),
  above: newRow(),
  twoAbove: newRow(),
});

/** The row of the band that stands at the end of the first text. */
const rowAt = (length: number, work: Work): Int32Array => {
  const end = work.here.slice();
  for (let i = 1; i <= LONGEST; i++) {
    const { here, above, twoAbove } = work;
    work.here = twoAbove;
    work.above = here;
    work.twoAbove = above;
    fill(work, i);
    if (i === length) end.set(work.here);
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
  const row = rowAt(length, workOf(one, other));
  const measured = length <= LONGEST && otherLength <= LONGEST;
  const cost = row[otherLength - length + FARTHEST + 1] ?? FAR;
  const equal = one === other ? 0 : FAR;
  return least(measured ? cost : equal, FARTHEST + 1);
};
