import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type Actor, fold, type CommandContext } from '#eventing';
import { recordedAs } from '#eventing/testing';

import {
  accessLogDecider,
  type AccessLogCommand,
  type AccessLogEvent,
} from './access-log.decider.js';

const ana: Actor = { kind: 'agent', id: 'ana' };
const ben: Actor = { kind: 'manager', id: 'ben' };
const context: CommandContext = {
  id: '019ab3c4-5d6e-7000-8f00-0123456789ab',
  tenant: 'acme',
  by: ana,
  at: '2026-01-05T09:00:00.000Z',
  correlation: 'story',
};
const read = { type: 'RecordRead', data: { what: 'record', role: 'agent' } } as const;
const known = fold(accessLogDecider, recordedAs('reading-acme-salma', context, [read]));
const reading = (by: Actor, at: string, what: 'record' | 'history' = 'record') =>
  accessLogDecider.decide(known, {
    ...context,
    by,
    at,
    type: 'LogAccess',
    data: { what, role: by.kind },
  } satisfies AccessLogCommand);

describe('reading a record', () => {
  it('is noted', () =>
    expect(reading(ben, '2026-01-05T09:10:00.000Z')).toEqual([
      { type: 'RecordRead', data: { what: 'record', role: 'manager' } },
    ]));

  it('is noted once an hour for each reader', () => {
    expect(reading(ana, '2026-01-05T09:59:59.000Z')).toEqual([]);
    expect(reading(ana, '2026-01-05T10:00:00.000Z')).toEqual([read]);
  });

  it('is told apart from reading its history', () =>
    expect(reading(ana, '2026-01-05T09:10:00.000Z', 'history')).toEqual([
      { type: 'RecordRead', data: { what: 'history', role: 'agent' } },
    ]));

  it('keeps of the past only the last hour', () => {
    const later = recordedAs(
      'reading-acme-salma',
      { ...context, by: ben, at: '2026-01-06T09:00:00.000Z' },
      [read],
    );
    expect(fold(accessLogDecider, later, known).last).toEqual({
      'ben/record': '2026-01-06T09:00:00.000Z',
    });
  });
});

describe('every event of reading that was ever released', () => {
  it('folds', () => {
    const samples = readFileSync(
      new URL('../../samples/reading-events.v1.ndjson', import.meta.url),
      'utf8',
    );
    const events = samples
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as AccessLogEvent);
    expect(fold(accessLogDecider, events).last).toEqual({
      'ana/record': '2026-01-05T09:00:00.000Z',
    });
  });
});
