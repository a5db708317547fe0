/** Texts of up to this many characters are fed to every pattern. */
const LONGEST = 100_000;

const everywhere = [' ', '\n', 'a', 'A', '1', '٣', ',', ';', '.', '-', '"', '\\', '/', '\u200b'];

/** Characters that a pattern itself names, which lead the farthest into it. */
const namedIn = ({ source }: RegExp) => [
  ...new Set(
    source.replaceAll(/\\[pP]\{[^}]*\}|\\u[0-9a-f]{4}|\\./gi, '').match(/[\p{L}\p{N}@=_:]/gu),
  ),
];

/** The longest run of plain letters: patterns often look only at what follows such a word. */
const wordIn = ({ source }: RegExp) =>
  source.match(/[A-Za-z0-9_]{2,}[ ]?/g)?.toSorted((a, b) => b.length - a.length)[0] ?? '';

interface Attack {
  readonly before: string;
  readonly again: string;
  readonly after: string;
}

const attacksOn = (pattern: RegExp): readonly Attack[] => {
  const singles = [...new Set([...everywhere, ...namedIn(pattern).slice(0, 6)])];
  const word = wordIn(pattern);
  const pairs = [' ,', 'a ', '1 ', '1T', ' a,', '; ', '""', '\\"', `${word} `, `${word}1`];
  return [...singles, ...pairs].flatMap((again) =>
    [...new Set(['', '1', word])].flatMap((before) =>
      ['', '\n', '!b'].map((after) => ({ before, again, after })),
    ),
  );
};

const textOf = ({ before, again, after }: Attack, length: number) =>
  `${before}${again.repeat(Math.ceil(length / again.length))}${after}`;

/** Every match from the first to the last, as replacing and splitting find them. */
const run = (pattern: RegExp, text: string): number => {
  const started = performance.now();
  text.replace(pattern, '');
  return performance.now() - started;
};

const quickest = (pattern: RegExp, text: string, times: number) =>
  Math.min(...Array.from({ length: times }, () => run(pattern, text)));

/** Four times the text takes four times as long, or sixteen: anything beyond ten is not linear. */
const grewTooFast = (pattern: RegExp, attack: Attack, length: number): boolean => {
  const [short, long] = [textOf(attack, length / 4), textOf(attack, length)];
  return quickest(pattern, long, 4) > 10 * Math.max(0.005, quickest(pattern, short, 6));
};

/** Once may be the machine's doing. */
const growsTooFast = (pattern: RegExp, attack: Attack, length: number): boolean =>
  [1, 2, 3].every(() => grewTooFast(pattern, attack, length));

/** More than this for a character is worth a second look; a slow machine alone is no fault. */
const isSlow = (milliseconds: number, length: number) => milliseconds > 0.000_05 * length;

/** Sizes rise, so that a pattern that is quadratic is found before it takes minutes. */
const suspectedAt = (pattern: RegExp, attack: Attack): number | undefined =>
  [25, 4000, LONGEST].find(
    (length) =>
      isSlow(run(pattern, textOf(attack, length)), length) && growsTooFast(pattern, attack, length),
  );

/** The first text on which the pattern takes longer than its length allows; undefined: it is linear. */
export const worstFor = (given: RegExp): string | undefined => {
  const pattern = new RegExp(given.source, given.global ? given.flags : `${given.flags}g`);
  for (const attack of attacksOn(pattern)) {
    const length = suspectedAt(pattern, attack);
    if (length !== undefined) return `${JSON.stringify(attack)} at ${length} characters`;
  }
  return undefined;
};
