import { afterAll } from '@jest/globals';
import { eventStoreConformance } from '#eventing/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore } from './sqlite-event-store.js';

const directory = mkdtempSync(join(tmpdir(), 'amends-log-'));
let files = 0;
afterAll(() => rmSync(directory, { recursive: true }));

eventStoreConformance(async () => SqliteEventStore.open(join(directory, `${++files}.db`)));
