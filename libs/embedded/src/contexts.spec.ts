import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  type AnyDecider,
  type AnyPolicy,
  fold,
  idOf,
  keyOf,
  MemoryViewStore,
  type Message,
  project,
  Refusal,
  type RecordedEvent,
  type ScheduledCommand,
} from '#eventing';
import { recordedSamples } from '#eventing/testing';
import { type Context, type Person, type PersonalReads, readConfig } from '#platform';

import { contextsOf } from './contexts.js';
import { deskSettings } from './settings.js';
import { viewsOf } from './stores.js';

const contexts = contextsOf(readConfig(deskSettings, {}));
const deciders = new Map(
  contexts.flatMap(({ aggregates }) => aggregates.map(({ decider }) => [decider.name, decider])),
);
const policies = contexts.flatMap(({ policies: own }) => own);
const handled = new Set(contexts.flatMap(({ handlers }) => Object.keys(handlers)));

/** The events that a context has recorded for ever, as its folder keeps them. */
const samplesOf = (context: string): readonly RecordedEvent[] => {
  const folder = new URL(`../../${context}/samples/`, import.meta.url);
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files.flatMap((file) => recordedSamples(readFileSync(new URL(file, folder), 'utf8')));
};

const samples = contexts
  .flatMap(({ name }) => samplesOf(name))
  .map((event, index) => ({ ...event, position: index + 1 }));

const historyOf = (stream: string) => samples.filter((event) => event.stream === stream);
const aggregateOf = ({ stream }: RecordedEvent) => stream.slice(0, stream.indexOf('-'));

/** What a policy asks for, over all that was ever recorded. */
const askedBy = (policy: AnyPolicy): readonly ScheduledCommand[] => {
  const rows = new Map<string, ScheduledCommand>();
  const asked: ScheduledCommand[] = [];
  const concerned = samples.filter((event) => [policy.of].flat().includes(aggregateOf(event)));
  for (const event of concerned) {
    const key = keyOf(policy, event);
    const row = project<Message, ScheduledCommand>(policy, rows.get(key), event);
    if (!row) rows.delete(key);
    if (!row) continue;
    rows.set(key, row);
    asked.push(row);
  }
  return asked;
};

/** Whether a decider has an answer to a command: events, none, or a refusal. */
const hasAnswer = (decider: AnyDecider, { tenant, id, command, ...asked }: ScheduledCommand) => {
  const history = historyOf(`${decider.name}-${tenant}-${id}`);
  const by = { kind: 'system', id: 'spec' };
  const context = { id: asked.commandId, tenant, by, at: asked.due, correlation: 'spec' };
  try {
    decider.decide(fold(decider, history), { ...context, ...command });
    return true;
  } catch (error) {
    if (error instanceof Refusal) return true;
    throw error;
  }
};

/** The customers whose personal values are in a stream. */
const personsIn = (stream: string): ReadonlySet<string> => {
  const decider = deciders.get(stream.slice(0, stream.indexOf('-')))!;
  let state: unknown = decider.initial;
  const persons = historyOf(stream).flatMap((event) => {
    state = decider.evolve(state, event);
    return Object.values(decider.personal?.(state, event) ?? {});
  });
  return new Set(persons);
};

/** The samples as a log, and the views of it before anybody was erased. */
const reads = async (): Promise<PersonalReads> => {
  const views = new MemoryViewStore(viewsOf(contexts));
  await views.writer.apply(
    samples.filter(({ type }) => !['PersonalDataErased', 'EntryRemoved'].includes(type)),
  );
  return {
    views: views.reader,
    events: { read: async (stream: string) => historyOf(stream) } as never,
  };
};

const streamsOf = async ({ personal }: Context, of: PersonalReads, person: Person) => {
  const streams: string[] = [];
  for await (const { aggregate, id } of personal.streams(of, person))
    streams.push(`${aggregate}-${person.tenant}-${id}`);
  return streams;
};

describe('the contexts of the desk', () => {
  it.each(contexts.map((context) => [context.name, context] as const))(
    '%s keeps a sample of each of its events, and none of another',
    (name, { aggregates }) => {
      const types = aggregates.flatMap(({ events }) => Object.keys(events));
      const recorded = new Set(samplesOf(name).map(({ type }) => type));
      expect([...recorded].toSorted()).toEqual(types.toSorted());
    },
  );

  it.each(policies.map((policy) => [policy.name, policy] as const))(
    'the policy %s asks for what its aggregate decides, or a handler carries out',
    (_, policy) => {
      const asked = askedBy(policy).filter(({ command }) => !handled.has(command.type));
      for (const each of asked) expect(hasAnswer(deciders.get(policy.asks)!, each)).toBe(true);
    },
  );

  it.each(contexts.map((context) => [context.name, context] as const))(
    'a person’s file knows every stream of %s in which something of theirs is personal',
    async (name, context) => {
      const of = await reads();
      for (const stream of new Set(samplesOf(name).map((event) => event.stream)))
        for (const customer of personsIn(stream)) {
          // What a merge brought is a copy: it is in the duplicate's own stream as well.
          const isOwn =
            idOf(stream) === customer ||
            ['tickets', 'promises', 'contacts', 'needs'].includes(name);
          if (isOwn)
            expect(await streamsOf(context, of, { tenant: 'acme', customer })).toContain(stream);
        }
    },
  );
});
