import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import type { EventStore, ViewStore } from '#eventing';
import { commandController, Commands } from '#platform';
import { Assuring } from './check/assuring.controller.js';
import { type CheckOptions, checksModule } from './check/check.module.js';
import { Checks } from './check/checks.controller.js';
import { Letters } from './check/letters.controller.js';
import { changeDecider } from './change/change.decider.js';
import { Directory } from './directory/directory.controller.js';
import { DiscoveryController, scimController } from './directory/scim.controller.js';
import { DefectsController } from './defects/defects.controller.js';
import { DiscrepanciesController } from './discrepancies/discrepancies.controller.js';
import { ErasureController } from './erasure/erasure.controller.js';
import type { Eraser } from './erasure/eraser.port.js';
import { Forgetting } from './erasure/forgetting.controller.js';
import { Readings } from './reading/readings.controller.js';
import { ClaimsController } from './record/claims.controller.js';
import type { RecordDecider } from './record/record.decider.js';
import { RECORDING } from './record/record.port.js';
import { recordRoutes } from './record/record.routes.js';
import type { RecordSettings } from './record/record.settings.js';
import { RecordTasks } from './record/tasks.controller.js';
import { Speakers } from './record/speaking.controller.js';
import { RecordsController } from './records/records.controller.js';
import { StoredRecords } from './records/stored-records.controller.js';
import { MergeController } from './merge/merge.controller.js';
import { Notices } from './rectifications/notices.controller.js';
import { RectificationsController } from './rectifications/rectifications.controller.js';

/** What records ask of an app. */
export interface RecordsOptions {
  readonly settings: RecordSettings;
  /** What decides; the importer of a file may be given the same one. */
  readonly decider: RecordDecider;
  readonly eraser: Eraser;
  /** Of identity checks, without what records give them. */
  readonly checks: Omit<CheckOptions, 'known' | 'labelOf'>;
  readonly store: EventStore;
  readonly views: ViewStore;
}

@Module({})
export class RecordsModule {}

type Class<T> = abstract new (...parts: never[]) => T;
type PartsOf<Classes extends readonly Class<unknown>[]> = {
  -readonly [I in keyof Classes]: InstanceType<Classes[I]>;
};

/** A provider that is made of others. */
const made = <T, const Classes extends readonly Class<unknown>[]>(
  provide: Class<T>,
  inject: Classes,
  make: (...parts: PartsOf<Classes>) => T,
): Provider => ({ provide, inject: [...inject], useFactory: make as never });

const labelIn =
  ({ fields }: RecordSettings): CheckOptions['labelOf'] =>
  (field) =>
    fields[field]?.label ?? { en: field, ar: field };

const providersOf = (
  { settings, decider, eraser, views, checks }: RecordsOptions,
  stored: StoredRecords,
): Provider[] => {
  const recording = { decider, settings };
  const changes = changeDecider(checks.changes);
  return [
    { provide: RECORDING, useValue: recording },
    { provide: StoredRecords, useValue: stored },
    made(Forgetting, [Commands], (commands) => new Forgetting(commands, recording, eraser)),
    made(Directory, [Commands], (commands) => new Directory(commands, views, stored, settings)),
    made(Notices, [Commands], (commands) => new Notices(commands, stored, recording)),
    made(Readings, [Commands], (commands) => new Readings(commands)),
    made(
      Speakers,
      [Assuring, Checks],
      (assuring, passed) => new Speakers(stored, settings, assuring, passed),
    ),
    made(
      RecordTasks,
      [Commands, Letters],
      (commands, letters) => new RecordTasks({ commands, letters, records: decider, changes }),
    ),
  ];
};

/** Records and identity checks over HTTP. */
export const recordsModule = (options: RecordsOptions): DynamicModule => {
  const { settings, decider, store, views } = options;
  const stored = new StoredRecords(store, views, settings, () => new Date().toISOString());
  const checks = { ...options.checks, known: stored, labelOf: labelIn(settings) };
  return {
    module: RecordsModule,
    imports: [checksModule(checks)],
    providers: providersOf(options, stored),
    controllers: [
      commandController(decider, recordRoutes),
      ClaimsController,
      MergeController,
      RecordsController,
      DiscrepanciesController,
      RectificationsController,
      DefectsController,
      ErasureController,
      scimController('User'),
      scimController('Group'),
      DiscoveryController,
    ],
  };
};
