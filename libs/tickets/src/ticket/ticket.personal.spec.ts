import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { personal } from './ticket.personal.js';
import type { TicketEvent } from './ticket.events.js';
import { unopened } from './ticket.state.js';

const caseys = { ...unopened, requester: { id: 'casey' } };

const samples = readFileSync(
  new URL('../../samples/ticket-events.v1.ndjson', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as TicketEvent);

/** Texts that say nothing about a person: names that machines use, moments, ids, grades. */
const impersonal =
  /^(?:kind|channel|queue|from|assignee|id|ticket|follows|into|watcher|relation|as|was|because|fact|awaiting|attachment|mediaType|sha256|category|service|impact|urgency|priority|matrix|system|reopenUntil|answerBy|by|until|is)$/;

const texts = (value: unknown, path = ''): string[] =>
  typeof value === 'string'
    ? [path]
    : Object.entries((value ?? {}) as object).flatMap(([key, part]) =>
        texts(part, `${path}/${key}`),
      );

describe('what is personal on a ticket', () => {
  it("is kept under its requester's key", () => {
    const event = { type: 'AgentReplied', data: { text: 'Hello', channel: 'portal' } } as const;
    expect(personal(caseys, event)).toEqual({ '/text': 'casey' });
  });

  it.each(samples)('is every text of $type that is not a name for machines', (event) => {
    const words = texts(event.data).filter((path) => !impersonal.test(path.split('/').at(-1)!));
    const named = Object.keys(personal(caseys, event));
    expect(words.filter((path) => !named.includes(path) && !/people/.test(path))).toEqual([]);
  });

  it("is a correction's text, and not its grade or its yes or no", () => {
    const corrected = (fact: 'subject' | 'impact', is: string) =>
      personal(caseys, { type: 'FactCorrected', data: { fact, is, was: null } });
    expect(corrected('subject', 'No sound')['/is']).toBe('casey');
    expect(corrected('impact', 'high')['/is']).toBeUndefined();
  });
});
