import { describe, expect, it, jest } from '@jest/globals';
import type { RecordedEvent } from '#eventing';
import { verifyLog } from '#sqlite';

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { importHistory } from '../../libs/importing/src/history/history.js';
import type { Report } from '../../libs/importing/src/history/report.js';
import { servicenow } from '../../libs/importing/src/history/servicenow.source.js';
import { noProgress } from '../../libs/importing/src/progress.js';
import { temporaryFolder } from '../support/folder.js';
import { growth } from '../support/growth.js';
import { eventsIn, openedIn } from '../support/log.js';
import { packagedProgram } from '../support/packaged.js';

const file = 'tests/data/servicenow-incidents.csv.gz';
jest.setTimeout(120_000);

const root = temporaryFolder('import');

const NOW = '2026-11-24T08:00:00.000Z';
/** One for the claim of each ticket's origin among them. */
const EVENTS = 9121 + 890;

const logIn = (folder: string) => {
  mkdirSync(join(root, folder), { recursive: true });
  return join(root, folder, 'log.db');
};

/** Imports once; `after` tickets it is asked to stop. */
const importOnce = async (log: string, after = Infinity): Promise<Report> => {
  const { events: store, close } = openedIn(dirname(log));
  const stopping = new AbortController();
  const at = (done: number) => (done >= after ? stopping.abort() : undefined);
  try {
    return await importHistory(servicenow, {
      file,
      store,
      tenant: 'acme',
      isDryRun: false,
      now: () => NOW,
      signal: stopping.signal,
      progress: { ...noProgress, at },
    });
  } finally {
    await close();
  }
};

/** What makes an event what it is; when and where it was written differs from import to import. */
const told = (events: readonly RecordedEvent[]) =>
  events.map(({ stream, id, revision, type, data }) =>
    JSON.stringify([stream, id, revision, type, data]),
  );

const inOrder = (events: readonly RecordedEvent[]) => told(events).toSorted();

let whole: Promise<readonly RecordedEvent[]> | undefined;

/** The events of the import that ran in one go: they are many, and read once. */
const eventsOfWhole = () => (whole ??= eventsIn(dirname(logIn('once'))));

const expectWhole = (report: Report) =>
  expect(report).toMatchObject({
    isComplete: true,
    rows: 5998,
    tickets: { inFile: 890, imported: 890, closed: 890, notClosed: [] },
    priorities: { theirs: 5998, ours: 5998, differing: [] },
    reopenings: { theirs: 11, ours: 11, differing: [] },
    reassignments: { tickets: 855, theirs: 734, ours: 734, differing: [] },
    misfits: [],
  });

describe('importing a real log of incidents', () => {
  const log = logIn('once');

  it('makes 890 closed tickets whose figures are theirs', async () => {
    const report = await importOnce(log);
    expectWhole(report);
    expect(report.eventsAdded).toBe(EVENTS);
  });

  it('lists what the rows do not tell, and guesses none of it', async () => {
    const { notDerivable, reassignments, tickets } = await importOnce(log);
    expect(tickets.unchanged).toBe(890);
    const counts = notDerivable.map((gap) => [gap.name, gap.count, gap.tickets]);
    expect(counts).toEqual([
      ['hidden-updates', 3114, 395],
      ['out-of-order', 5, 5],
      ['updated-before-opened', 5, 5],
      ['group-unknown', 145, 36],
      ['reassigned-unseen', 55, 35],
      ['assignee-unknown', 95, 85],
      ['new-or-active', 321, 321],
      ['reopened-by', 11, 10],
      ['unconfirmed', 890, 890],
      ['closed-at', 4, 4],
      ['after-closing', 7, 4],
      ['what-happened', 890, 890],
    ]);
    expect(reassignments.notShown).toMatchObject({ theirs: 143, ours: 100 });
    expect(reassignments.notShown.tickets).toHaveLength(35);
  });

  it('keeps the original moments, and records them now, by the integration', async () => {
    const events = await eventsOfWhole();
    expect(events).toHaveLength(EVENTS);
    const years = events.map(({ meta }) => meta.occurredAt?.slice(0, 4));
    expect(new Set(years)).toEqual(new Set(['2016', '2017']));
    expect(new Set(events.map(({ meta }) => meta.at))).toEqual(new Set([NOW]));
    expect(events.filter(({ recordedAt }) => recordedAt <= '2026')).toEqual([]);
    const actors = new Set(events.map(({ meta }) => JSON.stringify(meta.actor)));
    expect([...actors].map((actor) => JSON.parse(actor) as object)).toEqual([
      { kind: 'integration', id: 'servicenow' },
    ]);
  });

  it('keeps the number that each ticket has over there', async () => {
    const opened = (await eventsOfWhole()).filter(({ type }) => type === 'TicketOpened');
    const origins = new Set(
      opened.map(({ data }) => JSON.stringify((data as { origin: object }).origin)),
    );
    expect(origins.size).toBe(890);
    expect([...origins][0]).toMatch(/^\{"id":"INC\d{7}","system":"servicenow"\}$/);
  });

  it('seals what is said about callers', () => {
    const bytes = readFileSync(log);
    expect(bytes.includes('servicenow.caller-2403')).toBe(true);
    expect(bytes.includes('Symptom 72')).toBe(false);
  });

  it('never says that a customer confirmed', async () => {
    const events = await eventsOfWhole();
    const closings = events.filter(({ type }) => type === 'TicketClosed');
    expect(closings).toHaveLength(890);
    expect(closings.every(({ data }) => (data as { as: string }).as === 'not-answered')).toBe(true);
    expect(events.some(({ type }) => type === 'ResolutionConfirmed')).toBe(false);
  });
});

describe('an import that was stopped', () => {
  it('has whole tickets only, and comes to the same when it is run again', async () => {
    const log = logIn('stopped');
    const first = await importOnce(log, 200);
    expect(first.isComplete).toBe(false);
    expect(first.tickets.imported).toBeLessThan(300);
    expect(first.tickets.notClosed).toEqual([]);
    const second = await importOnce(log);
    expectWhole(second);
    expect(first.eventsAdded + second.eventsAdded).toBe(EVENTS);
    expect(inOrder(await eventsIn(dirname(log)))).toEqual(inOrder(await eventsOfWhole()));
  });
});

describe('an import that was killed, again and again', () => {
  it('doubles nothing, and comes to the same when it is run again', async () => {
    const log = logIn('killed');
    const amends = (...line: string[]) =>
      spawn(process.execPath, [packagedProgram(), ...line, '--data', join(root, 'killed')], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
    let grew = 0;
    for (let round = 0; round < 3; round++) {
      const importing = amends('import', 'servicenow', file, '--tenant', 'acme');
      const gone = once(importing, 'exit');
      await growth(log, grew + 500, importing);
      importing.kill('SIGKILL');
      await gone;
      const { events, damage } = await verifyLog(log);
      expect(damage).toEqual([]);
      grew = events;
    }
    expect(grew).toBeGreaterThan(500);
    expectWhole(await importOnce(log));
    expect(inOrder(await eventsIn(dirname(log)))).toEqual(inOrder(await eventsOfWhole()));
  });
});
