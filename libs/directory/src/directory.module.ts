import { type DynamicModule, Module } from '@nestjs/common';
import { Commands, ViewStore } from '#eventing';
import { type RecordSettings, StoredRecords } from '#records';
import { Directory } from './entry/entries.handler.js';
import { DiscoveryController, scimController } from './scim/scim.controller.js';

@Module({})
class DirectoryModule {}

/** SCIM 2.0 over HTTP. It reads records. */
export const directoryModule = (settings: RecordSettings): DynamicModule => ({
  module: DirectoryModule,
  providers: [
    {
      provide: Directory,
      inject: [Commands, ViewStore, StoredRecords],
      useFactory: (commands: Commands, views: ViewStore, records: StoredRecords) =>
        new Directory(commands, views, records, settings),
    },
  ],
  controllers: [scimController('User'), scimController('Group'), DiscoveryController],
});
