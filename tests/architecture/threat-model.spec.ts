import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const page = readFileSync('docs/threat-model.md', 'utf8');
const cited = [...page.matchAll(/\[([^\]]+)\]\(([^)]+\.spec\.ts)\)/gu)].map(
  ([, title, file]) => [title!, join('docs', file!)] as const,
);

describe('the threat model', () => {
  it('names a test for what it claims', () => expect(cited.length).toBeGreaterThan(30));

  it.each(cited)('is right that "%s" is tested in %s', (title, file) =>
    expect(readFileSync(file, 'utf8')).toContain(`it('${title}'`),
  );
});
