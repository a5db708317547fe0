import { type Agenda, causedIdOf, dueColumn, idOf, type Recorded, type Task } from '#eventing';
import type { RecordCommand } from '../record/record.commands.js';
import type { RecordEvent } from '../record/record.events.js';
import type { RecordSettings } from '../record/record.settings.js';
import type { DirectoryEvent, Entry } from './directory.events.js';
import { saidByUser } from './user.settings.js';

type Both = DirectoryEvent | RecordEvent;
type ImportTask = Task<RecordCommand>;

/** What a directory says of a user is imported into the record, like the rows of any other system. */
export const directoryAgenda = (fields: RecordSettings['fields']): Agenda<Both, RecordCommand> => {
  const task = (
    event: Recorded,
    { directory, entry }: { readonly directory: string; readonly entry: Entry },
  ): ImportTask => {
    const customer = idOf(event.stream);
    const said = saidByUser(entry, fields);
    return {
      due: event.meta.at,
      tenant: event.meta.tenant,
      id: customer,
      commandId: causedIdOf(event),
      command: {
        type: 'ImportRecord',
        data: { customer, system: directory, row: customer, fields: said },
      },
      causation: event.id,
      correlation: event.meta.correlation,
    };
  };
  return {
    name: 'directory-imports',
    version: 1,
    of: ['entry', 'record'],
    asks: 'record',
    ...dueColumn,
    when: {
      EntryProvisioned: (_, event) => (event.data.kind === 'User' ? task(event, event.data) : null),
      EntryChanged: (_, event) => (event.data.kind === 'User' ? task(event, event.data) : null),
      EntryRemoved: () => null,
      RecordImported: (row, { data: { system } }) =>
        row && 'system' in row.command.data && row.command.data.system === system ? null : row,
      PersonalDataErased: () => null,
    },
  };
};
