import { Module, type Provider } from '@nestjs/common';
import {
  aggregate,
  commandController,
  type Context,
  CustomerSearch,
  LegalHolds,
  defineContext,
  type PersonalData,
  type Reading,
  rowsOf,
  type RouteRow,
} from '#platform';

import { accessLogDecider } from './access-log/access-log.decider.js';
import { AccessLog } from './access-log/access-log.handler.js';
import { announcedClaimPolicy } from './record/take-effect.policy.js';
import { DefectsController } from './defects/defects.controller.js';
import { RecordConfigurationController } from './configuration/record-configuration.controller.js';
import { recordConfigurationRoutes } from './configuration/record-configuration.routes.js';
import { defectsRoutes } from './defects/defects.routes.js';
import { defectsView } from './defects/defects.view.js';
import { originsView } from './defects/origins.view.js';
import { DiscrepanciesController } from './discrepancies/discrepancies.controller.js';
import { discrepanciesRoutes } from './discrepancies/discrepancies.routes.js';
import { discrepanciesView } from './discrepancies/discrepancies.view.js';
import { ErasureController } from './erasure/erasure.controller.js';
import { RecordErasure } from './erasure/erasure.handler.js';
import { ErasureClosing } from './erasure/erasure-closing.handler.js';
import { PersonalDataController } from './erasure/personal-data.controller.js';
import { PersonalDataFile } from './erasure/personal-data.handler.js';
import { RecordFamilies } from './erasure/record-families.handler.js';
import { erasureRoutes } from './erasure/erasure.routes.js';
import { readersFor } from './fields/fields.mapping.js';
import { MergeController } from './merge/merge.controller.js';
import { carryPolicy, mergePolicy } from './merge/merge.policy.js';
import { ClaimEvidence } from './record/claim-evidence.handler.js';
import { ClaimsController } from './record/claims.controller.js';
import { ImportsController } from './record/imports.controller.js';
import { KnownRecord } from './record/known-record.port.js';
import { recordDecider } from './record/record.decider.js';
import { claimRoutes, importRoutes, recordRoutes } from './record/record.routes.js';
import { ensure as recordRules } from './record/record.rules.js';
import { type RecordSettings, settingsWith } from './record/record.settings.js';
import { RECORDING, type Recording } from './record/record.tokens.js';
import { type RecordsFile, recordsFile } from './record/records-file.reader.js';
import { Notices } from './rectifications/notices.handler.js';
import { RectificationsController } from './rectifications/rectifications.controller.js';
import { rectificationsRoutes } from './rectifications/rectifications.routes.js';
import { rectificationsView } from './rectifications/rectifications.view.js';
import { RecordedHolds } from './records/legal-holds.reader.js';
import { RecordedCustomers } from './records/customer-search.reader.js';
import { StoredRecords } from './records/record.reader.js';
import { RecordsController } from './records/records.controller.js';
import { recordsRoutes } from './records/records.routes.js';
import { recordsView } from './records/records.view.js';

@Module({})
class RecordsModule {}

const aggregatesOf = ({ decider }: Recording) => [
  aggregate(decider, {
    RecordOpened: 'staff',
    RecordImported: 'staff',
    ClaimMade: 'staff',
    ClaimTookEffect: 'staff',
    ClaimWithdrawn: 'staff',
    ClaimConfirmed: 'staff',
    ClaimContested: 'staff',
    DiscrepancyOpened: 'staff',
    DiscrepancySettled: 'staff',
    RectificationNoticeDue: 'staff',
    RectificationNoticeSent: 'staff',
    RectificationAcknowledged: 'staff',
    RectificationNoticeLapsed: 'staff',
    RecordDefectFound: 'staff',
    RecordsMerged: 'staff',
    RecordsUnmerged: 'staff',
    LegalHoldPlaced: 'staff',
    LegalHoldLifted: 'staff',
    ErasureRefused: 'staff',
    PersonalDataErased: 'staff',
  }),
  aggregate(accessLogDecider, { RecordRead: 'staff' }),
];

const providersOf = (recording: Recording): Provider[] => [
  { provide: RECORDING, useValue: recording },
  StoredRecords,
  { provide: KnownRecord, useExisting: StoredRecords },
  { provide: CustomerSearch, useClass: RecordedCustomers },
  { provide: LegalHolds, useClass: RecordedHolds },
  RecordFamilies,
  ErasureClosing,
  RecordErasure,
  PersonalDataFile,
  AccessLog,
  ClaimEvidence,
  Notices,
];

/** Identity checks provide `ClaimAssurance`; the app provides `Eraser`. */
const moduleOf = (recording: Recording) => ({
  module: RecordsModule,
  global: true,
  providers: providersOf(recording),
  controllers: [
    commandController(recording.decider, recordRoutes),
    ClaimsController,
    ImportsController,
    MergeController,
    RecordsController,
    DiscrepanciesController,
    RectificationsController,
    DefectsController,
    ErasureController,
    PersonalDataController,
    RecordConfigurationController,
  ],
  exports: [
    RECORDING,
    StoredRecords,
    KnownRecord,
    CustomerSearch,
    LegalHolds,
    AccessLog,
    RecordErasure,
  ],
});

const routes = rowsOf(
  recordRoutes as Readonly<Record<string, RouteRow>>,
  claimRoutes,
  importRoutes,
  recordsRoutes,
  discrepanciesRoutes,
  rectificationsRoutes,
  defectsRoutes,
  erasureRoutes,
  recordConfigurationRoutes,
);

const personal: PersonalData = {
  async *streams(_, { customer: id }) {
    yield { aggregate: 'record', id };
    yield { aggregate: 'reading', id };
  },
  async *closing() {
    // The record has its own event for its erasure.
  },
};

const countryCode: Reading<string> = (text) => {
  if (/^[A-Z]{2}$/.test(text)) return text;
  throw new TypeError('expected two capital letters');
};

const settings = {
  country: {
    env: 'AMENDS_COUNTRY',
    read: countryCode,
    otherwise: '',
    says: 'The country (ISO 3166-1, two letters) of telephone numbers without a country code, and of addresses.',
  },
  records: {
    env: 'AMENDS_RECORDS',
    read: recordsFile,
    otherwise: {} as RecordsFile,
    says: 'A JSON file with the fields of a record and the systems that receive records. Not set: the usual fields, and no systems.',
  },
} as const;

interface RecordsConfig {
  readonly country: string;
  readonly records: RecordsFile;
}

/** The fields of a record and how they are read, by the settings. */
export const recordSettingsOf = ({ country, records: file }: RecordsConfig): RecordSettings =>
  settingsWith(readersFor(country ? { country } : {}), file);

export const recordsContext = (given: RecordSettings): Context => {
  const recording = { decider: recordDecider(given), settings: given };
  return {
    name: 'records',
    aggregates: aggregatesOf(recording),
    rulebooks: [recordRules],
    views: [
      recordsView(given.ladder),
      discrepanciesView,
      rectificationsView,
      defectsView,
      originsView,
    ],
    policies: [mergePolicy, carryPolicy, announcedClaimPolicy],
    handlers: {},
    routes,
    module: moduleOf(recording),
    personal,
    sinks: () => [],
  };
};

/** Customer records; README.md in this library explains them. */
export const records = defineContext({
  settings,
  create: (config) => recordsContext(recordSettingsOf(config)),
});
