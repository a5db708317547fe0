import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contextsOf, deskSettings, upcastersIn } from '#embedded';
import { aggregateOf, type RecordedEvent, schemaOf } from '#eventing';
import {
  catalogueOf,
  type Catalogue,
  HttpPipeline,
  readConfig,
  type RouteRow,
  rulebooksOf,
} from '#platform';

import { TestDesk } from '../support/desk.js';
import { settingsIn } from '../support/log.js';
import { eventFiles, eventsIn, referencePages } from './reference.js';

/** Rules of commands that no route asks for, or whose refusal a route answers by asking on. */
const unaskable = [
  'attempts.paused',
  'change.system-only',
  'change.too-early',
  'check.already-started',
  'contact.system-only',
  'escalation.system-only',
  'escalation.too-early',
  'leave.system-only',
  'notification.another-matter',
  'promise.system-only',
  'promise.too-early',
  'record.staff-only',
  'record.system-only',
  'record.too-early',
  'ticket.system-only',
  'ticket.taken',
  'ticket.too-early',
];

const FOLDER = 'docs/reference';

describe('the reference', () => {
  let desk: TestDesk;
  let catalogue: Catalogue;
  let routes: readonly RouteRow[];

  beforeAll(async () => {
    desk = await TestDesk.open();
    catalogue = catalogueOf(rulebooksOf(desk.desk.platform));
    routes = desk.desk.app.get(HttpPipeline).rows;
  });
  afterAll(() => desk.close());

  it('says what the code says', () => {
    const pages = Object.entries(referencePages(catalogue, routes));
    if (process.env['AMENDS_REFERENCE'] === 'write')
      for (const [file, text] of pages) writeFileSync(join(FOLDER, file), text);
    for (const [file, text] of pages) {
      expect(existsSync(join(FOLDER, file))).toBe(true);
      expect(readFileSync(join(FOLDER, file), 'utf8')).toBe(text);
    }
  });

  it('every problem that a route names has a sentence', () => {
    const named = routes.flatMap(({ problems = [] }) => problems);
    expect([...new Set(named)].filter((code) => !catalogue.has(code))).toEqual([]);
  });

  it("every rule of a context is named by a route, or keeps the system's own commands right", () => {
    const named = new Set(routes.flatMap(({ problems = [] }) => problems));
    const general = /^(?:http|stream|view|person)\./;
    const unnamed = [...catalogue.keys()].filter((code) => !general.test(code) && !named.has(code));
    expect(unnamed.toSorted()).toEqual(unaskable);
  });

  it('every event of a context that keeps samples has one of each schema that it ever had', () => {
    for (const file of eventFiles()) {
      const samples = join(file.split('/').slice(0, 2).join('/'), 'samples');
      if (!existsSync(samples)) continue;
      const recorded = samplesIn(samples);
      const missing = eventsIn(file).filter(({ type }) => !hasEachSchema(type, recorded));
      expect([file, missing.map(({ type }) => type)]).toEqual([file, []]);
    }
  });
});

const samplesIn = (folder: string): readonly RecordedEvent[] =>
  readdirSync(folder)
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').trim().split('\n'))
    .map((line) => JSON.parse(line) as RecordedEvent);

const upcasters = upcastersIn(contextsOf(readConfig(deskSettings, settingsIn('.'))));

const schemaOfToday = ({ stream, type }: RecordedEvent) =>
  schemaOf(upcasters[aggregateOf(stream)], type);

const hasEachSchema = (type: string, recorded: readonly RecordedEvent[]): boolean => {
  const own = recorded.filter((event) => event.type === type);
  const schemas = new Set(own.map(({ schema }) => schema));
  const last = Math.max(...own.map(schemaOfToday));
  return own.length > 0 && schemas.size === last && Math.max(...schemas) === last;
};
