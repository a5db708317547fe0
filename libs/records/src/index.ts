import type { Ladder } from '#claims';
import { announcedAgenda } from './announced/announced.agenda.js';
import { changeAgendas } from './change/change.agenda.js';
import { type ChangeSettings, defaultChanges } from './change/change.settings.js';
import { defectsView } from './defects/defects.view.js';
import { originsView } from './defects/origins.view.js';
import { directoryAgenda } from './directory/directory.agenda.js';
import { entriesView } from './directory/entries.view.js';
import { discrepanciesView } from './discrepancies/discrepancies.view.js';
import { carryAgenda, mergeAgenda } from './merge/merge.agenda.js';
import { recordsView } from './records/records.view.js';
import { rectificationsView } from './rectifications/rectifications.view.js';

export * from './record/record.events.js';
export * from './record/value.events.js';
export type { RecordCommand } from './record/record.commands.js';
export { type RecordDecider, recordDecider } from './record/record.decider.js';
export { recordRoutes } from './record/record.routes.js';
export type { DirectoryEvent } from './directory/directory.events.js';
export { ensure as directoryRules } from './directory/directory.rules.js';
export { entryOf } from './directory/scim.reader.js';
export { attributeOf, saidByUser } from './directory/user.settings.js';
export { ensure as recordRules } from './record/record.rules.js';
export {
  defaultFields,
  type FieldKind,
  kinds,
  type FieldSetting,
  type Recipient,
  type RecordSettings,
  settingsWith,
} from './record/record.settings.js';
export { wouldContest } from './record/importing.decisions.js';
export { importOf, type Mapping, plainMapping, UnreadableRow } from './fields/rows.reader.js';
export { type Reading, readersFor } from './fields/fields.reader.js';
export { readingDecider, type ReadingEvent } from './reading/reading.decider.js';
export { currentOf, type RecordRow, recordsView } from './records/records.view.js';
export { compare } from './near-miss/near-miss.rules.js';
export type { CheckEvent } from './check/check.events.js';
export { ensure as checkRules } from './check/check.rules.js';
export { type CheckSettings, defaultChecks } from './check/check.settings.js';
export { type Letter, Messenger } from './check/messenger.port.js';
export type { AttemptsEvent } from './attempts/attempts.events.js';
export { ensure as attemptsRules } from './attempts/attempts.rules.js';
export type { ChangeEvent } from './change/change.events.js';
export { ensure as changeRules } from './change/change.rules.js';
export { type ChangeSettings, defaultChanges } from './change/change.settings.js';
export { StoredRecords } from './records/stored-records.controller.js';
export { Eraser, type ErasureReceipt, type Sink } from './erasure/eraser.port.js';
export { RecordTasks } from './record/tasks.controller.js';
export { type RecordsOptions, RecordsModule, recordsModule } from './records.module.js';

/** How records are seen; the store of views keeps them. */
export const recordViews = (ladder: Ladder) => [
  recordsView(ladder),
  discrepanciesView,
  rectificationsView,
  defectsView,
  originsView,
  entriesView,
];

/** What records ask for by themselves. */
export const recordAgendas = (changes: ChangeSettings = defaultChanges) => [
  mergeAgenda,
  carryAgenda,
  announcedAgenda,
  directoryAgenda,
  ...changeAgendas(changes),
];
