import {
  type Actor,
  type Decider,
  type Handle,
  handling,
  type Issued,
  type Message,
  type Commands,
  newCommandId,
} from '#eventing';
import { MemoryEventStore, rulesOf } from '#eventing/testing';
import { type Letter, Messenger } from '#notifications';
import { type Comparable, KnownRecord } from '#records';

import { changeDecider } from '../change/change.decider.js';
import { defaultChanges } from '../change/change.settings.js';

import { Assuring } from '../assurance/assurance.handler.js';
import { checkDecider } from './check.decider.js';
import { type CheckSettings, defaultChecks } from './check.settings.js';
import { Checks } from './checks.handler.js';

import { Letters } from '../change/change-notifications.handler.js';
import type { Said } from './comparison.handler.js';
import type { Try } from '../attempts/throttle.handler.js';

/** Salma is the customer; Ana takes her call; Omar is somebody else; the portal asks for people. */
export const salma: Actor = { kind: 'customer', id: 'salma' };
export const omar: Actor = { kind: 'customer', id: 'omar' };
export const ana: Actor = { kind: 'agent', id: 'ana' };
export const portal: Actor = { kind: 'integration', id: 'portal' };
export const clock: Actor = { kind: 'system', id: 'agenda' };

export const monday = '2026-01-05T09:00:00.000Z';

export const issued: Issued = {
  id: '019ab3c4-5d6e-7000-8f00-0123456789ab',
  tenant: 'acme',
  by: ana,
  at: monday,
  correlation: 'story',
};

export const check = rulesOf(checkDecider(), issued);
export const change = rulesOf(changeDecider(), issued);

/** What is stored of Salma: a former clerk wrote 10 for 30. */
export const stored = {
  address: { street: 'High Street', houseNumber: '10', city: 'Leeds' },
  'date-of-birth': '1990-03-07',
  'customer-number': '47110815',
  telephone: '+447700900123',
  email: 'salma@example.org',
} as const;

type Values = Readonly<Record<string, Comparable>>;

export class MemoryKnownRecord extends KnownRecord {
  readonly #records = new Map<string, Values>();

  put(customer: string, values: Values): void {
    this.#records.set(customer, values);
  }

  async values(_tenant: string, customer: string): Promise<Values> {
    return this.#records.get(customer) ?? {};
  }
}

export class MemoryMessenger extends Messenger {
  readonly letters: Letter[] = [];

  async deliver(letter: Letter): Promise<void> {
    this.letters.push(letter);
  }

  /** The code in the last letter. */
  get code(): string {
    return /(?:code is|code:) ([0-9a-f]+)/u.exec(this.letters.at(-1)!.words.en)![1]!;
  }
}

// oxlint-disable-next-line typescript/no-explicit-any -- deciders of every state in one map
type AnyDecider = Decider<any, any, any>;

/** The way to the store, without views to wait for. */
const senderTo = (store: MemoryEventStore) => {
  const handles = new Map<AnyDecider, Handle<never>>();
  return {
    send: (decider: AnyDecider, id: string, command: Message & Issued) => {
      const handle = handles.get(decider) ?? handling(store, decider);
      handles.set(decider, handle as Handle<never>);
      return (handle as Handle<Message & Issued>)(id, command);
    },
  };
};

const unexpected = (error: unknown): never => {
  throw error;
};

const partsOf = (settings: CheckSettings) => {
  const store = new MemoryEventStore();
  return {
    store,
    settings,
    commands: senderTo(store) as unknown as Pick<Commands, 'send'>,
    known: new MemoryKnownRecord(),
    messenger: new MemoryMessenger(),
    checks: checkDecider(settings),
    changes: changeDecider(),
    log: { bug: unexpected },
    secret: Buffer.alloc(32, 7),
    routes: defaultChanges.routes,
    labelOf: (name: string) => ({ en: name, ar: name }),
  };
};

/** A desk that checks identities, in memory, with a clock that is moved by hand. */
export class Desk {
  now = Date.parse(monday);
  checks: Checks;
  readonly parts: ReturnType<typeof partsOf>;
  readonly letters: Letters;
  readonly assuring: Assuring;

  constructor(settings: CheckSettings = defaultChecks) {
    this.parts = partsOf(settings);
    this.checks = new Checks(this.parts);
    this.letters = new Letters(this.parts);
    this.assuring = new Assuring(this.checks);
    this.parts.known.put('salma', stored);
  }

  /** Nothing is left but the log. */
  restart(): void {
    this.checks = new Checks({ ...this.parts, commands: senderTo(this.parts.store) as never });
  }

  issued(by: Actor): Issued {
    const at = new Date(this.now).toISOString();
    return { id: newCommandId(this.now), tenant: 'acme', by, at, correlation: 'story' };
  }

  attempt(by: Actor = ana, customer = 'salma', address = '192.0.2.1'): Try {
    return { issued: this.issued(by), customer, address };
  }

  /** Starts a check and answers its first round. */
  async ask(said: Said, by: Actor = ana, customer = 'salma') {
    const { id } = await this.checks.start(this.attempt(by, customer), { challenge: 'questions' });
    return this.checks.answer(this.attempt(by, customer), id, said);
  }

  pass(seconds: number): void {
    this.now += seconds * 1000;
  }
}

/** What Salma says on the telephone, and what a stranger tries. */
export const hers = { address: '30 High Street', 'date-of-birth': '7 March 1990' };
export const wrong = { address: '99 Station Road', 'date-of-birth': '1.1.1970' };

/** Everything that happened, without the envelopes. */
export const factsOf = async ({ parts }: Desk, limit = 1000) =>
  (await parts.store.readAll({ limit })).map(({ type, data }) => ({ type, data }));
