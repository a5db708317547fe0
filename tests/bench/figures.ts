/** One line of the report. `unit` says what `value` is; `aim` what it should be. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly aim?: string;
  readonly met?: boolean;
}

export const figure = (what: string, value: number, unit: string): Figure => ({
  what,
  value: Number(value.toPrecision(4)),
  unit,
});

/** A figure that is held to something: `aim` in words, `met` by this run. */
export const held = (plain: Figure, aim: string, met: boolean): Figure => ({ ...plain, aim, met });

const mark = ({ met }: Figure) => (met === undefined ? '' : met ? 'met' : 'MISSED');

export const print = (chapter: string, figures: readonly Figure[]): void => {
  process.stdout.write(`\n${chapter}\n`);
  for (const one of figures) {
    const value = `${one.value.toLocaleString('en')} ${one.unit}`;
    const aim = one.aim ? `aim: ${one.aim}` : '';
    process.stdout.write(`  ${one.what.padEnd(58)} ${value.padStart(18)}  ${aim} ${mark(one)}\n`);
  }
};

/** Milliseconds that it takes. */
export const timed = async (work: () => Promise<unknown> | unknown): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
