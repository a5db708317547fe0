import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const tracked = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' })
  .split('\0')
  .filter((file) => file && !file.endsWith('.gz'));
const textOf = (file: string) => readFileSync(file, 'utf8');
const lines = (file: string) => textOf(file).trimEnd().split('\n').length;

describe('the repository', () => {
  it('names no path of a machine', () => {
    const machine = /\/(?:home|root|Users)\/\w|\/tmp\/\w+\/|(?<![.\w])\/wor[k]\//;
    expect(tracked.filter((file) => machine.test(textOf(file)))).toEqual([]);
  });

  it('locks dependencies without naming a registry', () => {
    expect(textOf('package-lock.json')).not.toContain('"resolved"');
  });

  it('keeps each decision to forty lines', () => {
    const decisions = tracked.filter((file) => /^docs\/adr\/\d{4}-.*\.md$/.test(file));
    expect(decisions.length).toBeGreaterThan(0);
    expect(decisions.filter((file) => lines(file) > 40)).toEqual([]);
  });

  it('keeps the page of each context to a hundred lines', () => {
    const pages = tracked.filter((file) => /^libs\/[^/]+\/README\.md$/.test(file));
    expect(pages.filter((file) => lines(file) > 100)).toEqual([]);
  });

  it('leaves no work for later in the code', () => {
    const later = /\b(?:TO[D]O|FIX[M]E|X{3})\b/;
    expect(tracked.filter((file) => /\.m?ts$/.test(file) && later.test(textOf(file)))).toEqual([]);
  });
});
