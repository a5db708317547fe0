import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { faultOf, type RecordedEvent } from '#eventing';
import { readConfig } from '#platform';

import { contextsOf } from './contexts.js';
import { type OpenedLog, openLog } from './open-log.js';
import { deskSettings } from './settings.js';

const sample = (version: number): readonly RecordedEvent[] =>
  readFileSync(
    new URL(
      `../../identity-checks/samples/untold-change-events.v${version}.ndjson`,
      import.meta.url,
    ),
    'utf8',
  )
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as RecordedEvent);

const dataOf = (events: readonly RecordedEvent[]) => events.map(({ data }) => data);

describe('the log of a data directory that an older version wrote', () => {
  let folder: string;
  let log: OpenedLog;
  const open = () => {
    const config = readConfig(deskSettings, { AMENDS_DATA: folder, AMENDS_COUNTRY: 'EG' });
    return openLog(config, contextsOf(config), {
      onFault: (error) => {
        throw error;
      },
    });
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'amends-'));
    log = open();
  });
  afterEach(async () => {
    await log.close();
    rmSync(folder, { recursive: true });
  });

  const [before, today] = [sample(1), sample(2)];
  const { stream } = before[0]!;

  beforeEach(async () => {
    await log.stored.append(stream, 0, before);
    await log.close();
    log = open();
  });

  it('is read in the schemas of today: by stream, whole, and by an erasure', async () => {
    expect(dataOf(await log.events.read(stream))).toEqual(dataOf(today));
    expect(dataOf(await log.events.readAll({ limit: 10 }))).toEqual(dataOf(today));
    const stored = await log.stored.readAll({ limit: 10 });
    expect(dataOf(await log.plain.decrypt(stored))).toEqual(dataOf(today));
  });

  it('keeps what was written, and can be verified', async () => {
    const stored = await log.stored.read(stream);
    expect(dataOf(stored)).toEqual(dataOf(before));
    expect(stored.map((event, index) => faultOf(event, stored[index - 1]))).toEqual([
      undefined,
      undefined,
    ]);
  });
});
