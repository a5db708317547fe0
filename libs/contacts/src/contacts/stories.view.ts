import type { DataOf, Moment } from '#eventing';

import type { ContactEvent } from '../contact/contact.events.js';

export interface StoryRow {
  readonly story: number;
  readonly words: string;
  readonly at: Moment;
  /** Who heard it or has read it. */
  readonly knownTo: readonly string[];
}

type Rows = readonly StoryRow[];

export const told = (rows: Rows, data: DataOf<ContactEvent, 'StoryTold'>): Rows => {
  const { story, words, at, heardBy } = data;
  return [...rows, { story, words, at, knownTo: heardBy === undefined ? [] : [heardBy] }];
};

export const read = (rows: Rows, { by, upTo }: DataOf<ContactEvent, 'StoryRead'>): Rows =>
  rows.map((row) =>
    row.story > upTo ? row : { ...row, knownTo: [...new Set([...row.knownTo, by])] },
  );

export interface LeavingRow {
  readonly leaving: string;
  readonly service?: string;
  readonly words?: string;
  readonly since: Moment;
  readonly due: Moment;
  readonly promise: string;
  readonly isOpen: boolean;
  readonly carriedOutAt?: Moment;
  readonly withdrawnAt?: Moment;
}

export const wished = (data: DataOf<ContactEvent, 'LeavingWished'>): LeavingRow => {
  const { at: since, callback, notice: _, ...rest } = data;
  return { ...rest, since, promise: callback.promise, isOpen: true };
};

export const settled = (
  { leaving }: { readonly leaving?: LeavingRow },
  how: 'carriedOutAt' | 'withdrawnAt',
  at: Moment,
): { readonly leaving?: LeavingRow } =>
  leaving ? { leaving: { ...leaving, isOpen: false, [how]: at } } : {};
