import { lookUp, type Decisions, type Of } from '#eventing';

import { idsOf } from './asking.rules.js';
import { opened, passedOn, saidOf } from './claiming.decisions.js';
import { afterImport } from './consequences.decisions.js';
import type { RecordCommand } from './record.commands.js';
import type { RecordEvent, ClaimDetails } from './record.events.js';
import { ensure } from './record.rules.js';
import type { RecordSettings } from './record.settings.js';
import { after, type CustomerRecord, fieldOf, inForceOf, saidBy } from './record.state.js';
import { isEqual, type Said, type Value } from './value.events.js';
import { restoredIn } from './confirming.decisions.js';

type Importing = Decisions<
  CustomerRecord,
  Extract<RecordCommand, { type: 'ImportRecord' }>,
  RecordEvent
>;
type Import = Of<RecordCommand, 'ImportRecord'>;

interface Row {
  readonly record: CustomerRecord;
  readonly settings: RecordSettings;
  readonly command: Import;
  readonly newId: () => string;
}

const isEmpty = (said: Said) => typeof said === 'string' && said.trim() === '';

/** A field that could not be read does not change; it is named, so that somebody looks at it. */
const readRow = (settings: RecordSettings, { by, data }: Import) => {
  // A directory sends what its protocol defines; a record may have fewer fields.
  const isAsked = ([field]: readonly [string, Said]) =>
    by.kind !== 'system' || Object.hasOwn(settings.fields, field);
  const read = Object.entries(data.fields)
    .filter(isAsked)
    .map(([field, said]) => {
      const setting = lookUp(settings.fields, field);
      ensure(setting !== undefined, 'unknown-field', {
        fields: Object.keys(settings.fields),
        field,
      });
      const value = isEmpty(said) ? null : settings.read[setting!.kind](said, undefined);
      return { field, said, value };
    });
  return {
    unread: read.filter(({ value }) => value === undefined).map(({ field }) => field),
    values: read.filter((entry): entry is ImportedField => entry.value !== undefined),
  };
};

interface ImportedField {
  readonly field: string;
  readonly said: Said;
  /** `null`: the system withdraws what it said. */
  readonly value: Value | null;
}

const toldBy = (
  { command, newId }: Row,
  { field, said }: ImportedField,
  value: Value,
): ClaimDetails => {
  const { system, row, origin, since } = command.data;
  return {
    claim: newId(),
    field,
    value,
    ...saidOf(said, value),
    source: `import:${system}`,
    by: command.by.id,
    channel: 'import',
    assurance: 'none',
    validFrom: since ?? command.at,
    origin: { system, row, ...origin },
  };
};

const said = (row: Row, entry: ImportedField): RecordEvent[] => {
  const { record, command } = row;
  const theirs = saidBy(record, entry.field, command.data.system);
  const { value } = entry;
  if (value === null) return theirs ? [takenBack(row, entry.field)] : [];
  if (theirs && isEqual(theirs.value, value)) return [];
  return [{ type: 'ClaimMade', data: { ...toldBy(row, entry, value), ...passedOn(record) } }];
};

const takenBack = ({ record, command }: Row, field: string): RecordEvent => {
  const { claim } = saidBy(record, field, command.data.system)!;
  const data = { claim, field, ...passedOn(record) };
  const next = after(record, [{ type: 'ClaimWithdrawn', data }], command.at);
  const restored = restoredIn(record, next, field, command.at);
  return { type: 'ClaimWithdrawn', data: { ...data, ...(restored && { restored }) } };
};

/** What could not be read empties nothing: the last value stays, and the discrepancy says why. */
const unreadable = ({ record, command, newId }: Row, field: string): RecordEvent[] => {
  const { system } = command.data;
  const current = inForceOf(record, field, command.at);
  if (!current || lookUp(fieldOf(record, field).discrepancies, system) !== undefined) return [];
  const theirs = saidBy(record, field, system);
  return [
    {
      type: 'DiscrepancyOpened',
      data: {
        discrepancy: newId(),
        field,
        system,
        claim: current.claim,
        ...(theirs && { theirs: theirs.claim }),
        unread: true,
      },
    },
  ];
};

/** What one field of the row leads to; mostly nothing, as it says what it said last night. */
const afterField = (row: Row, entry: ImportedField): RecordEvent[] => {
  const { record: before, settings, command, newId } = row;
  const { at, data } = command;
  const words = said(row, entry);
  const next = after(before, words, at);
  const turn = { before, after: next, field: entry.field, at, settings, newId };
  return [...words, ...afterImport(turn, data.system)];
};

const isNews = ({ imported }: CustomerRecord, { data }: Import, unread: string) => {
  const last = lookUp(imported, data.system);
  return last === undefined || last.row !== data.row || last.unread !== unread;
};

const imported = (
  { system, row, origin }: Import['data'],
  unread: readonly string[],
): RecordEvent => ({
  type: 'RecordImported',
  data: { system, row, ...(origin && { origin }), ...(unread.length > 0 && { unread }) },
});

export const importing = (settings: RecordSettings): Importing => ({
  ImportRecord: (record, command) => {
    const { unread, values } = readRow(settings, command);
    const first = opened(record, command.data.customer);
    const row = { settings, command, newId: idsOf(command) };
    const arrived = after(record, [imported(command.data, unread)], command.at);
    const events = [
      ...values.flatMap((entry) => afterField({ ...row, record: arrived }, entry)),
      ...unread.flatMap((field) => unreadable({ ...row, record: arrived }, field)),
    ];
    // What a directory has changed is on record even where the record had it already.
    const isFile = command.by.kind !== 'system';
    const isNothing = isFile && events.length === 0 && !isNews(record, command, unread.join());
    return isNothing ? [] : [...first, imported(command.data, unread), ...events];
  },
});

/** The fields of a row that would contradict a person's claim: for a dry run. */
export const wouldContest = (
  record: CustomerRecord,
  settings: RecordSettings,
  command: Import,
): readonly string[] => {
  const next = after(record, importing(settings).ImportRecord(record, command), command.at);
  return Object.keys(command.data.fields).filter((field) =>
    Object.hasOwn(fieldOf(next, field).discrepancies, command.data.system),
  );
};

/** The fields of a row that nobody can read, whether it is imported for the first time or again. */
export const unreadIn = (settings: RecordSettings, command: Import): readonly string[] =>
  readRow(settings, command).unread;
