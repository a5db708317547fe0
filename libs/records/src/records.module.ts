import { type DynamicModule, Module } from '@nestjs/common';
import { EventStore, ViewStore } from '#eventing';
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
import { Eraser } from './erasure/eraser.port.js';
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

const labelIn =
  ({ fields }: RecordSettings): CheckOptions['labelOf'] =>
  (field) =>
    fields[field]?.label ?? { en: field, ar: field };

/** Records and identity checks over HTTP. */
export const recordsModule = (options: RecordsOptions): DynamicModule => {
  const { settings, decider, eraser, store, views } = options;
  const stored = new StoredRecords(store, views, settings, () => new Date().toISOString());
  const changes = changeDecider(options.checks.changes);
  const checks = { ...options.checks, known: stored, labelOf: labelIn(settings) };
  return {
    module: RecordsModule,
    imports: [checksModule(checks)],
    providers: [
      { provide: RECORDING, useValue: { decider, settings } },
      { provide: StoredRecords, useValue: stored },
      { provide: Eraser, useValue: eraser },
      {
        provide: Directory,
        inject: [Commands],
        useFactory: (commands: Commands) => new Directory(commands, views, stored, settings),
      },
      { provide: Readings, inject: [Commands], useFactory: (c: Commands) => new Readings(c) },
      {
        provide: Speakers,
        inject: [Assuring, Checks],
        useFactory: (assuring: Assuring, passed: Checks) =>
          new Speakers(stored, settings, assuring, passed),
      },
      {
        provide: RecordTasks,
        inject: [Commands, Letters],
        useFactory: (commands: Commands, letters: Letters) =>
          new RecordTasks({ commands, letters, records: decider, changes }),
      },
    ],
    controllers: [
      commandController(decider, recordRoutes),
      ClaimsController,
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
