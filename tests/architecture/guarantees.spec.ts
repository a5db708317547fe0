import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const rows = readFileSync('docs/guarantees.md', 'utf8')
  .split('\n')
  .map((line) => /^\| (.+?) \| `(.+?)` \| (.+?) \|$/.exec(line)?.slice(1) ?? [])
  .filter((cells) => cells.length === 3) as [guarantee: string, file: string, says: string][];

const saidIn = (file: string, says: string) =>
  existsSync(file) &&
  readFileSync(file, 'utf8')
    .replaceAll(String.raw`\'`, "'")
    .includes(says);

describe('the guarantees', () => {
  it('are more than a few', () => {
    expect(rows.length).toBeGreaterThan(30);
  });

  it.each(rows)('%s: has its test', (_, file, says) => {
    expect([file, says, saidIn(file, says)]).toEqual([file, says, true]);
  });
});
