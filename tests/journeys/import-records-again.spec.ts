import { describe, expect, it, jest } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { deskSettings } from '#embedded';
import { recordSettingsOf } from '#records';
import { readConfig } from '#platform';
import { verifyLog } from '#sqlite';

import { importRecords } from '../../libs/importing/src/records/records.js';
import type { RecordsReport } from '../../libs/importing/src/records/report.js';
import { noProgress } from '../../libs/importing/src/progress.js';
import { temporaryFolder } from '../support/folder.js';
import { growth } from '../support/growth.js';
import { eventsIn, openedIn, settingsIn } from '../support/log.js';
import { packagedProgram } from '../support/packaged.js';

jest.setTimeout(120_000);

const root = temporaryFolder('records');

const customers = 900;
const header = 'customer,name,telephone,address.street,address.houseNumber';
const rowOf = (number: number) =>
  `c${number},${number % 2 ? 'ليلى' : 'Leila'} ${number},0100 ${1_000_000 + number},شارع ${number},${number}`;
const file = join(root, 'many.csv.gz');
writeFileSync(
  file,
  gzipSync([header, ...Array.from({ length: customers }, (_, at) => rowOf(at))].join('\n')),
);

/** Imports once; after so many rows it is asked to stop. */
const importOnce = async (folder: string, after = Infinity): Promise<RecordsReport> => {
  const { events: store, close } = openedIn(folder);
  const stopping = new AbortController();
  let rows = 0;
  const at = () => (++rows >= after ? stopping.abort() : undefined);
  try {
    return await importRecords({
      file,
      system: 'crm',
      store,
      tenant: 'acme',
      settings: recordSettingsOf(readConfig(deskSettings, settingsIn(folder))),
      isDryRun: false,
      showsValues: false,
      now: () => new Date().toISOString(),
      signal: stopping.signal,
      progress: { ...noProgress, at },
    });
  } finally {
    await close();
  }
};

/** What each customer's record has come to, apart from ids and moments. */
const told = async (folder: string) => {
  const events = await eventsIn(folder);
  const lines = events.map(({ stream, revision, type, data }) => {
    const { value } = data as { readonly value?: unknown };
    return JSON.stringify([stream, revision, type, value]);
  });
  return lines.toSorted();
};

const EVENTS = customers * 5;

describe('an import of records that was stopped', () => {
  it('has whole rows only, and comes to the same when it is run again', async () => {
    const whole = join(root, 'whole');
    expect(await importOnce(whole)).toMatchObject({ isComplete: true, eventsAdded: EVENTS });
    const stopped = join(root, 'stopped');
    const first = await importOnce(stopped, 200);
    expect(first).toMatchObject({ isComplete: false, misfits: { count: 0 } });
    expect(first.eventsAdded).toBe(first.changed * 5);
    expect(first.changed).toBeLessThan(400);
    const second = await importOnce(stopped);
    expect(second).toMatchObject({ isComplete: true, unchanged: first.changed });
    expect(first.eventsAdded + second.eventsAdded).toBe(EVENTS);
    expect(await told(stopped)).toEqual(await told(whole));
  });
});

describe('an import of records that was killed, again and again', () => {
  it('doubles nothing, and comes to the same when it is run again', async () => {
    const folder = join(root, 'killed');
    const line = ['import', 'records', file, '--system', 'crm', '--tenant', 'acme'];
    let grew = 0;
    for (let round = 0; round < 2; round++) {
      const env = { ...process.env, ...settingsIn(folder) };
      const importing = spawn(process.execPath, [packagedProgram(), ...line], {
        env,
        stdio: 'ignore',
      });
      const gone = once(importing, 'exit');
      await growth(join(folder, 'log.db'), grew + 300, importing);
      importing.kill('SIGKILL');
      await gone;
      const { events, damage } = await verifyLog(join(folder, 'log.db'));
      expect(damage).toEqual([]);
      grew = events;
    }
    expect(grew).toBeGreaterThan(300);
    expect(grew).toBeLessThan(EVENTS);
    expect(await importOnce(folder)).toMatchObject({ isComplete: true, misfits: { count: 0 } });
    expect(await told(folder)).toEqual(await told(join(root, 'whole')));
  });
});
