import { describe, expect, it } from '@jest/globals';
import { noteRules } from '../testing/notebook.fixture.js';
import { languageOf } from './language.js';
import { catalogueOf } from './problem.js';

describe('the language of an answer', () => {
  it.each([
    [undefined, 'en'],
    ['ar', 'ar'],
    ['ar-SA, en;q=0.8', 'ar'],
    ['en-GB, ar;q=0.9', 'en'],
    ['de, ar;q=0.3', 'ar'],
    ['fr', 'en'],
    ['ar;q=0, *', 'en'],
    [';;;,,=q', 'en'],
  ])('for %s is %s', (accepted, language) => {
    expect(languageOf(accepted)).toBe(language);
  });
});

describe('the catalogue of problems', () => {
  it('has every sentence in both languages', () => {
    for (const { sentence } of catalogueOf([noteRules]).values()) {
      expect(sentence.en).toMatch(/^[A-Z].*[.]$/);
      expect(sentence.ar).toMatch(/[\u0600-\u06ff].*[.]$/);
    }
  });

  it('does not let two rules share a code', () => {
    const other = Object.assign(() => undefined, { topic: 'note', rules: noteRules.rules });
    expect(() => catalogueOf([noteRules, other])).toThrow('have the same code');
  });
});
