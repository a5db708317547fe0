import type { CommandContext } from '#eventing';

export const monday = '2026-01-05T09:00:00.000Z';

/** By Mona, who manages the desk, on Monday, unless a story says otherwise. */
export const context: CommandContext = {
  id: '019ab3c4-5d6e-7000-8f00-0123456789ab',
  tenant: 'acme',
  by: { kind: 'manager', id: 'mona' },
  at: monday,
  correlation: 'story',
};
