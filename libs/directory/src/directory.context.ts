import { Module } from '@nestjs/common';
import { aggregate, defineContext, type PersonalData, rowsOf } from '#platform';

import { type EntryRow, entriesView } from './entries/entries.view.js';
import { Directory } from './entry/entries.handler.js';
import { directoryDecider } from './entry/entry.decider.js';
import { ensure as directoryRules } from './entry/entry.rules.js';
import { EntryChanges } from './entry/entry-changes.handler.js';
import { ReadTrace } from './entry/read-trace.handler.js';
import { StoredEntries } from './entry/stored-entries.reader.js';
import { importUserPolicy } from './import/import-user.policy.js';
import {
  DiscoveryController,
  scimCollectionController,
  scimReadController,
  scimResourceController,
} from './scim/scim.controller.js';
import { discoveryRoutes, scimRoutes } from './scim/scim.routes.js';
import { userNameDecider } from './user-name/user-name.decider.js';
import { UserNames } from './user-name/user-names.handler.js';

@Module({})
class DirectoryModule {}

const module = {
  module: DirectoryModule,
  providers: [StoredEntries, UserNames, EntryChanges, Directory, ReadTrace],
  controllers: [
    scimCollectionController('User'),
    scimReadController('User'),
    scimResourceController('User'),
    scimCollectionController('Group'),
    scimReadController('Group'),
    scimResourceController('Group'),
    DiscoveryController,
  ],
};

/** A user's entry has the customer's own pseudonym. */
const personal: PersonalData = {
  async *streams(_, { customer: id }) {
    yield { aggregate: 'entry', id };
  },
  async *closing({ views }, { tenant, customer: id }) {
    const row = await views.get<EntryRow>(entriesView, tenant, id);
    if (row?.kind !== 'User') return;
    const command = { type: 'RemoveEntry', data: { kind: row.kind, directory: row.directory } };
    yield { aggregate: 'entry', id, command };
  },
};

/** Users and groups of directories, over SCIM 2.0; README.md in this library explains them. */
export const directory = defineContext({
  settings: {},
  create: () => ({
    name: 'directory',
    aggregates: [
      aggregate(directoryDecider, {
        EntryProvisioned: 'nobody',
        EntryChanged: 'nobody',
        EntryRemoved: 'nobody',
      }),
      aggregate(userNameDecider, { UserNameReserved: 'nobody', UserNameReleased: 'nobody' }),
    ],
    rulebooks: [directoryRules],
    views: [entriesView],
    policies: [importUserPolicy],
    handlers: {},
    routes: rowsOf(scimRoutes('User'), scimRoutes('Group'), discoveryRoutes),
    module,
    personal,
    sinks: () => [],
  }),
});
