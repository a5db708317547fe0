import {
  type CommandsOf,
  decideBy,
  type Decider,
  type Evolution,
  evolveBy,
  personalBy,
} from '#eventing';

import type { DirectoryEvent, DirectoryEntry, EntryKind } from './entry.events.js';
import { ensure } from './entry.rules.js';

export type DirectoryCommand = CommandsOf<{
  ProvisionEntry: { kind: EntryKind; id: string; directory: string; entry: DirectoryEntry };
  ReplaceEntry: { kind: EntryKind; directory: string; entry: DirectoryEntry };
  RemoveEntry: { kind: EntryKind; directory: string };
}>;

/** Only what a decision reads. */
export interface EntryState {
  readonly id: string;
  readonly kind?: EntryKind | undefined;
  /** JSON of the attributes. */
  readonly text: string;
}

export type DirectoryDecider = Decider<EntryState, DirectoryCommand, DirectoryEvent>;

const rows: Evolution<EntryState, DirectoryEvent> = {
  EntryProvisioned: (_, { kind, id, entry }) => ({ kind, id, text: JSON.stringify(entry) }),
  EntryChanged: (state, { entry }) => ({ ...state, text: JSON.stringify(entry) }),
  EntryRemoved: (state) => ({ ...state, kind: undefined, text: '' }),
};

/** One stream for each entry; a user's has the customer's own pseudonym. */
export const directoryDecider: DirectoryDecider = {
  name: 'entry',
  initial: { id: '', text: '' },
  creates: ['ProvisionEntry'],
  evolve: evolveBy(rows),
  decide: decideBy<EntryState, DirectoryCommand, DirectoryEvent>({
    ProvisionEntry: (state, { data }) => {
      ensure(state.kind === undefined, 'exists');
      return [{ type: 'EntryProvisioned', data }];
    },
    ReplaceEntry: (state, { data }) => {
      ensure(state.kind === data.kind, 'not-found');
      return state.text === JSON.stringify(data.entry) ? [] : [{ type: 'EntryChanged', data }];
    },
    RemoveEntry: (state, { data }) => {
      ensure(state.kind === data.kind, 'not-found');
      return [{ type: 'EntryRemoved', data }];
    },
  }),
  personal: (state, event) => (event.data.kind === 'User' ? personalParts(state, event) : {}),
};

const personalParts = personalBy<EntryState, DirectoryEvent>(
  { EntryProvisioned: ['/entry'], EntryChanged: ['/entry'] },
  ({ id }) => id,
);
