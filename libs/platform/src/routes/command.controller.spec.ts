import { describe, expect, it } from '@jest/globals';
import type { CommandsOf, Decider, Message } from '#eventing';

import { commandController } from './command.controller.js';

type DraftCommand = CommandsOf<{ WriteDraft: object }>;

const drafts: Decider<null, DraftCommand, Message> = {
  name: 'draft',
  initial: null,
  evolve: (state) => state,
  decide: () => [],
};

const row = { method: 'POST', path: '/v1/drafts', summary: 'Write.', roles: 'anyone' } as const;

describe('a controller of commands', () => {
  it('is made when row and decider agree on what creates', () => {
    expect(() => commandController(drafts, { WriteDraft: row })).not.toThrow();
    expect(() =>
      commandController(
        { ...drafts, creates: ['WriteDraft'] },
        { WriteDraft: { ...row, creates: true } },
      ),
    ).not.toThrow();
  });

  it('is refused when only the row says that the command creates', () =>
    expect(() => commandController(drafts, { WriteDraft: { ...row, creates: true } })).toThrow(
      'Whether "WriteDraft" creates, its route and the decider "draft" differ.',
    ));

  it('is refused when only the decider says that the command creates', () =>
    expect(() =>
      commandController({ ...drafts, creates: ['WriteDraft'] }, { WriteDraft: row }),
    ).toThrow(TypeError));
});
