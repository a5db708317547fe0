import { describe, expect, it } from '@jest/globals';
import { recordedAs } from '../deciding/scenario.js';
import { handles, type View } from './view.js';

type Event = { readonly type: 'Said'; readonly data: object };

const viewOf = (of: View<Event, object>['of']): View<Event, object> => ({
  name: 'sayings',
  version: 1,
  of,
  columns: {},
  indexes: [],
  when: { Said: (row) => row },
});

const saidIn = (stream: string) =>
  recordedAs<Event>(
    stream,
    {
      id: '019ab3c4-5d6e-7000-8f00-0123456789ab',
      tenant: 'acme',
      by: { kind: 'agent', id: 'ana' },
      at: '2026-01-05T09:00:00.000Z',
      correlation: 'story',
    },
    [{ type: 'Said', data: {} }],
  )[0]!;

describe('a view', () => {
  it.each([
    ['ticket', 'ticket-acme-1', true],
    ['ticket', 'tickets-acme-1', false],
    [['record', 'change'], 'change-acme-1', true],
    [['record', 'change'], 'changes-acme-1', false],
    [['record', 'change'], 'ticket-acme-1', false],
  ] as const)('of %j is concerned with what happens in %s: %j', (of, stream, is) =>
    expect(handles(viewOf(of), saidIn(stream))).toBe(is),
  );
});
