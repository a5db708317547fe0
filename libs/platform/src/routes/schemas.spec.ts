import { describe, expect, it } from '@jest/globals';
import type { Schema } from './json-schema.js';
import { schemaCheck } from '../requests/schema-check.js';
import { fileName, Id, singleLine, Moment, Pseudonym, scopeName, slug, text } from './schemas.js';

const accepts = (schema: Schema, value: unknown) => schemaCheck(schema)(value).length === 0;

describe('the vocabulary of schemas', () => {
  it.each([
    ['a line', singleLine(), 'الطابعة لا تعمل', 'two\nlines'],
    ['a line', singleLine(), ' a ', '   '],
    ['a line', singleLine(3), '👍👍👍', '👍👍👍👍'],
    ['a line', singleLine(), 'عائلة 👨\u200d👩\u200d👧', '\u200b\u2060'],
    ['a line', singleLine(), '⠠⠞⠓⠑', '\u2800\u3000'],
    ['a line', singleLine(), 'ខ្មែរ', '\u17b4\u180b'],
    ['words', text(), '.', '\u2800\n\u3164\u115f'],
    ['words', text(), 'two\nlines', '\n\t '],
    ['words', text(), 'می\u200cخواهم', '\u200b \ufeff\u200d'],
    ['a file name', fileName(), 'تقرير 2.pdf', 'cod\u202egpj.exe'],
    ['a file name', fileName(), 'a.png', 'a\u2066b\u2069.png'],
    ['a slug', slug(), 'network.vpn-2', 'Network'],
    ['an id', Id, '019ab3c4-5d6e-7000-8f00-0123456789ab', '019AB3C4-5D6E-7000-8F00-0123456789AB'],
    ['a moment', Moment, '2026-11-22T09:30:00Z', '2026-02-30T09:30:00Z'],
    ['a moment', Moment, '2026-11-22T09:30:00.123Z', '2026-11-22T09:30:00+03:00'],
    ['a moment', Moment, '2026-11-22T09:30:59Z', '2026-12-31T23:59:60Z'],
    ['a pseudonym', Pseudonym, 'auth0|5f7c8ec7', 'Casey Miller'],
    ['a scope', scopeName(), 'my-work:read', 'tickets:delete'],
  ])('%s is told from what only looks like one', (_, schema, right, wrong) => {
    expect(accepts(schema, right)).toBe(true);
    expect(accepts(schema, wrong)).toBe(false);
  });

  it('judges hostile texts in linear time', () => {
    const texts = [
      `${'a'.repeat(250_000)}\u0001`,
      ' '.repeat(250_000),
      '\u200b'.repeat(250_000),
      `${'a-'.repeat(125_000)}!`,
    ];
    const schemas = [
      singleLine(1e6),
      fileName(1e6),
      text(1e6),
      slug(1e6),
      Id,
      Moment,
      Pseudonym,
      scopeName(),
    ];
    const started = performance.now();
    for (const sample of texts) for (const schema of schemas) accepts(schema, sample);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
