import { viewStoreConformance } from '#eventing/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { SqliteViewStore } from './sqlite-view-store.js';

const root = mkdtempSync(join(tmpdir(), 'amends-views-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

viewStoreConformance(() => {
  const file = join(mkdtempSync(join(root, 'v-')), 'views.db');
  return { open: (views) => SqliteViewStore.open(file, views) };
});
