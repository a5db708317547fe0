import type { Decisions } from '#eventing';

import { idsOf } from './asking.rules.js';
import { claimed, opened } from './claiming.decisions.js';
import { afterWord } from './consequences.decisions.js';
import type { RecordCommand } from './record.commands.js';
import type { RecordEvent, ClaimDetails } from './record.events.js';
import { ensure } from './record.rules.js';
import type { RecordSettings } from './record.settings.js';
import { after, claimOf, type CustomerRecord, standingOf } from './record.state.js';
import { raised, restoredIn, withdrawn } from './confirming.decisions.js';

type Merging = Decisions<
  CustomerRecord,
  Extract<
    RecordCommand,
    {
      type:
        | 'MergeRecord'
        | 'UndoMerge'
        | 'TakeOver'
        | 'ReleaseMergedClaims'
        | 'CarryClaim'
        | 'CarryWithdrawal'
        | 'CarryConfirmation';
    }
  >,
  RecordEvent
>;

const family = ({ customer, merged }: CustomerRecord): readonly string[] => [customer!, ...merged];

/** What follows for the fields after claims were added or removed. */
const afterAll = (
  before: CustomerRecord,
  next: CustomerRecord,
  settings: RecordSettings,
  { at, newId }: { readonly at: string; readonly newId: () => string },
): RecordEvent[] =>
  Object.keys(next.fields).flatMap((field) =>
    afterWord({ before, after: next, field, at, settings, newId }),
  );

const isNew = (record: CustomerRecord) => (told: ClaimDetails) =>
  claimOf(record, told.claim) === undefined;

/** A record that was itself merged passes on the claims that it gets. */
const forward = ({ mergedInto }: CustomerRecord) =>
  mergedInto === undefined ? {} : { into: mergedInto };

/** In the duplicate. */
const leaving: Pick<Merging, 'MergeRecord' | 'UndoMerge'> = {
  MergeRecord: (record, { data: { into, reason } }) => {
    ensure(into !== record.customer, 'merge-with-itself');
    if (record.mergedInto === into) return [];
    ensure(record.mergedInto === undefined, 'merged-already', { into: record.mergedInto });
    ensure(!record.merged.includes(into), 'merge-cycle');
    const [records, claims] = [family(record), standingOf(record)];
    return [{ type: 'RecordsMerged', data: { into, reason, records, claims } }];
  },

  UndoMerge: (record, { data: { into, reason = '' } }) => {
    ensure(record.mergedInto === into, 'not-merged');
    return [{ type: 'RecordsUnmerged', data: { into, reason, records: family(record) } }];
  },
};

/** In the record that the duplicate is merged into. */
const receiving = (
  settings: RecordSettings,
): Pick<Merging, 'TakeOver' | 'ReleaseMergedClaims'> => ({
  TakeOver: (record, command) => {
    const { customer, from, reason, records, claims } = command.data;
    if (record.merged.includes(from)) return [];
    const told = claims.filter(isNew(record));
    const events: RecordEvent[] = [
      ...opened(record, customer),
      { type: 'RecordsMerged', data: { from, reason, records } },
      ...told.map((data): RecordEvent => ({
        type: 'ClaimMade',
        data: { ...data, ...forward(record) },
      })),
    ];
    const { at } = command;
    const next = after(record, events, at);
    return [...events, ...afterAll(record, next, settings, { at, newId: idsOf(command) })];
  },

  ReleaseMergedClaims: (record, command) => {
    const { from, reason, records } = command.data;
    if (!record.merged.includes(from)) return [];
    // Nothing is left to restore, and no reason may be stored about an erased person.
    if (record.erased) return [{ type: 'RecordsUnmerged', data: { from, reason: '', records } }];
    const { at } = command;
    const data = { from, reason, records };
    const next = after(record, [{ type: 'RecordsUnmerged', data }], at);
    const restored = Object.keys(next.fields).flatMap(
      (field) => restoredIn(record, next, field, at) ?? [],
    );
    return [
      { type: 'RecordsUnmerged', data: { ...data, restored } },
      ...afterAll(record, next, settings, { at, newId: idsOf(command) }),
    ];
  },
});

/** What happened in the duplicate after the merge: its claims are made here too. */
const carrying = (
  settings: RecordSettings,
): Pick<Merging, 'CarryClaim' | 'CarryWithdrawal' | 'CarryConfirmation'> => ({
  CarryClaim: (record, command) => {
    const { told } = command.data;
    if (!isNew(record)(told)) return [];
    return claimed(record, settings, told, { at: command.at, newId: idsOf(command) });
  },

  CarryWithdrawal: (record, command) => {
    const claim = claimOf(record, command.data.claim);
    if (!claim) return [{ type: 'ClaimWithdrawn', data: command.data }];
    return withdrawn(record, settings, claim, { at: command.at, newId: idsOf(command) });
  },

  CarryConfirmation: (record, command) => {
    const { evidence, raised: told } = command.data;
    const by = command.data.by ?? 'agent';
    const turn = { at: command.at, newId: idsOf(command), by, evidence };
    return raised(record, settings, told, turn);
  },
});

export const merging = (settings: RecordSettings): Merging => ({
  ...leaving,
  ...receiving(settings),
  ...carrying(settings),
});
