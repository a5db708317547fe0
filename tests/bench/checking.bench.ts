import { compare } from '#records';

import { type Figure, figure, median } from './figures.js';

const stored = 'hauptstrasse';
const said = ['hauptstrasse', 'haupstrasse', 'zyxwvutsrqpo', 'h'];

/** Microseconds to compare, each text in its turn so that all meet the same conditions. */
export const checkingBench = (turns: number): Figure[] => {
  const times = said.map((): number[] => []);
  for (let turn = 0; turn < turns; turn += 1)
    for (const [index, text] of said.entries()) {
      const start = performance.now();
      compare('name', stored, text);
      times[index]!.push(performance.now() - start);
    }
  const medians = times.map(median);
  return [
    figure('comparing a name, the fastest text', Math.min(...medians) * 1000, 'µs'),
    figure('slowest text / fastest text', Math.max(...medians) / Math.min(...medians), '×'),
  ];
};
