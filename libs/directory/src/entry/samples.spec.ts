import { readFileSync } from 'node:fs';
import { type RecordedEvent } from '#eventing';
import { recordedSamples } from '#eventing/testing';

import { describe, expect, it } from '@jest/globals';

import { importUserPolicy } from '../import/import-user.policy.js';
import { directoryDecider } from './entry.decider.js';
import type { DirectoryEvent } from './entry.events.js';
import { entriesView, type EntryRow } from '../entries/entries.view.js';

/** Events as they were recorded when their schema was released; never changed and never removed. */
const samples = recordedSamples<DirectoryEvent>(
  readFileSync(new URL('../../samples/directory-events.v1.ndjson', import.meta.url), 'utf8'),
);

describe('every event of a directory that was ever released', () => {
  it('has a sample', () =>
    expect([...new Set(samples.map(({ type }) => type))].toSorted()).toEqual([
      'EntryChanged',
      'EntryProvisioned',
      'EntryRemoved',
    ]));

  it('is read by the view and the agenda', () => {
    const [provisioned, changed, removed] = samples as [
      RecordedEvent<never>,
      RecordedEvent<never>,
      RecordedEvent<never>,
    ];
    const row = entriesView.when.EntryProvisioned!(undefined, provisioned) as EntryRow;
    expect(entriesView.when.EntryChanged!(row, changed)).toMatchObject({ version: 2 });
    expect(entriesView.when.EntryRemoved!(row, removed)).toBeNull();
    expect(importUserPolicy.when.EntryChanged!(undefined, changed)).toMatchObject({
      id: 'salma',
      command: {
        type: 'ImportRecord',
        data: {
          system: 'okta',
          fields: {
            name: 'Salma Hassan',
            'preferred-name': 'سلمى',
            address: { street: '10 Nile Street' },
            telephone: '',
          },
        },
      },
    });
  });

  it('names what is personal in users, and nothing in groups', () => {
    const parts = samples.map((event) =>
      directoryDecider.personal!(directoryDecider.evolve({ id: 'salma', text: '' }, event), event),
    );
    expect(parts).toEqual([{ '/entry': 'salma' }, { '/entry': 'salma' }, {}, {}]);
  });
});
