import {
  type Policy,
  type DataOf,
  dueColumn,
  idOf,
  type RecordedEvent,
  schedule,
  type ScheduledCommand,
} from '#eventing';
import type { RecordCommand, RecordEvent } from '#records';

import type { DirectoryEvent } from '../entry/entry.events.js';
import { saidByUser } from './user.mapping.js';

type Both = DirectoryEvent | RecordEvent;
type ImportTask = ScheduledCommand<RecordCommand>;

const scheduledCommandOf = (
  event: RecordedEvent,
  { directory, entry, kind }: DataOf<DirectoryEvent, 'EntryChanged'>,
): ImportTask | null => {
  if (kind !== 'User') return null;
  const customer = idOf(event.stream);
  const data = { customer, system: directory, row: customer, fields: saidByUser(entry) };
  return schedule(event, { command: { type: 'ImportRecord', data } });
};

const isFrom = (task: ImportTask, system: string) =>
  'system' in task.command.data && task.command.data.system === system;

/**
 * Imports what a directory says about a user into the record, like the rows of any other system.
 */
export const importUserPolicy: Policy<Both, RecordCommand> = {
  name: 'directory-imports',
  version: 1,
  of: ['entry', 'record'],
  asks: 'record',
  ...dueColumn,
  when: {
    EntryProvisioned: (_, event) => scheduledCommandOf(event, event.data),
    EntryChanged: (_, event) => scheduledCommandOf(event, event.data),
    EntryRemoved: () => null,
    RecordImported: (row, { data: { system } }) => (row && isFrom(row, system) ? null : row),
    PersonalDataErased: () => null,
  },
};
