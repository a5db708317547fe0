import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { type EventStore, type ViewStore, Commands } from '#eventing';
import { commandController } from '#platform';

import { DefectsController } from './defects/defects.controller.js';
import { DiscrepanciesController } from './discrepancies/discrepancies.controller.js';
import { ErasureController } from './erasure/erasure.controller.js';
import type { Eraser } from './erasure/eraser.port.js';
import { RecordErasure } from './erasure/erasure.handler.js';
import { AccessLog } from './access-log/access-log.handler.js';
import { ClaimAssurance } from './record/assurance.port.js';
import { ClaimsController } from './record/claims.controller.js';
import { KnownRecord } from './record/known-record.port.js';
import type { RecordDecider } from './record/record.decider.js';
import { RECORDING } from './record/record.tokens.js';
import { recordRoutes } from './record/record.routes.js';
import type { RecordSettings } from './record/record.settings.js';
import { ClaimEvidence } from './record/claim-evidence.handler.js';
import { RecordsController } from './records/records.controller.js';
import { StoredRecords } from './records/record.reader.js';
import { MergeController } from './merge/merge.controller.js';
import { Notices } from './rectifications/notices.handler.js';
import { RectificationsController } from './rectifications/rectifications.controller.js';

/** What records ask of an app. */
export interface RecordsOptions {
  readonly settings: RecordSettings;
  /** What decides; the importer of a file may be given the same one. */
  readonly decider: RecordDecider;
  readonly eraser: Eraser;
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

const providersOf = (
  { settings, decider, eraser }: RecordsOptions,
  stored: StoredRecords,
): Provider[] => {
  const recording = { decider, settings };
  return [
    { provide: RECORDING, useValue: recording },
    { provide: StoredRecords, useValue: stored },
    made(RecordErasure, [Commands], (commands) => new RecordErasure(commands, recording, eraser)),
    made(Notices, [Commands], (commands) => new Notices(commands, stored, recording)),
    made(AccessLog, [Commands], (commands) => new AccessLog(commands)),
    { provide: KnownRecord, useValue: stored },
    made(
      ClaimEvidence,
      [ClaimAssurance],
      (assurance) => new ClaimEvidence(stored, settings, assurance),
    ),
  ];
};

/** Records over HTTP. They ask for `ClaimAssurance`, which identity checks provide. */
export const recordsModule = (options: RecordsOptions): DynamicModule => {
  const { settings, decider, store, views } = options;
  const stored = new StoredRecords(store, views, settings, () => new Date().toISOString());
  return {
    module: RecordsModule,
    global: true,
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
    ],
    exports: [StoredRecords, KnownRecord],
  };
};
