import {
  type Actor,
  type Decider,
  type Handle,
  handling,
  type CommandContext,
  type Message,
  type Commands,
  newCommandId,
} from '#eventing';
import { MemoryEventStore, rulesOf, sparse } from '#eventing/testing';
import { type Notification, NotificationSender, Notifications } from '#notifications';
import { type Comparable, KnownRecord } from '#records';

import { changeDecider } from '../change/change.decider.js';
import { defaultChanges } from '../change/change.settings.js';

import { AssuranceAssessor } from '../assurance/assurance.handler.js';
import { checkDecider } from './check.decider.js';
import { type CheckSettings, defaultChecks } from './check.settings.js';
import { IdentityChecks } from './identity-checks.handler.js';

import { ChangeNotifications } from '../change/change-notifications.handler.js';
import type { Said } from './factor-comparison.handler.js';
import type { Try } from '../attempts/attempt-limiter.handler.js';

/** Salma is the customer; Ana takes her call; Omar is somebody else; the portal acts for people. */
export const salma: Actor = { kind: 'customer', id: 'salma' };
export const omar: Actor = { kind: 'customer', id: 'omar' };
export const ana: Actor = { kind: 'agent', id: 'ana' };
export const portal: Actor = { kind: 'integration', id: 'portal' };
export const clock: Actor = { kind: 'system', id: 'agenda' };

export const monday = '2026-01-05T09:00:00.000Z';

export const context: CommandContext = {
  id: '019ab3c4-5d6e-7000-8f00-0123456789ab',
  tenant: 'acme',
  by: ana,
  at: monday,
  correlation: 'story',
};

export const check = rulesOf(checkDecider(), context);
export const change = rulesOf(changeDecider(), context);

/** Salma's stored values: a former clerk wrote 10 instead of 30. */
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

export class MemoryNotificationSender extends NotificationSender {
  readonly notifications: Notification[] = [];

  async deliver(notification: Notification): Promise<void> {
    this.notifications.push(notification);
  }

  /** The code in the last notification. */
  get code(): string {
    return /(?:code is|code:) ([0-9a-f]+)/u.exec(this.notifications.at(-1)!.words.en)![1]!;
  }
}

// oxlint-disable-next-line typescript/no-explicit-any -- deciders of every state in one map
type AnyDecider = Decider<any, any, any>;

/** Sends commands to the store, without views to wait for. */
const senderTo = (store: MemoryEventStore) => {
  const handles = new Map<AnyDecider, Handle<never>>();
  return {
    send: (decider: AnyDecider, id: string, command: Message & CommandContext) => {
      const handle = handles.get(decider) ?? handling(store, decider);
      handles.set(decider, handle as Handle<never>);
      return (handle as Handle<Message & CommandContext>)(id, command);
    },
  };
};

const unexpected = (error: unknown): never => {
  throw error;
};

const partsOf = (settings: CheckSettings) => {
  const store = new MemoryEventStore({ stride: sparse });
  const commands = senderTo(store) as unknown as Pick<Commands, 'send'>;
  const [known, sender] = [new MemoryKnownRecord(), new MemoryNotificationSender()];
  return {
    store,
    settings,
    commands,
    known,
    notificationSender: sender,
    notifications: new Notifications(commands as Commands, known, sender),
    checks: checkDecider(settings),
    changes: changeDecider(),
    log: { bug: unexpected },
    secret: Buffer.alloc(32, 7),
    routes: defaultChanges.routes,
    labelOf: (name: string) => ({ en: name, ar: name }),
  };
};

/** A desk that checks identities, in memory, with a clock that the spec moves. */
export class Desk {
  now = Date.parse(monday);
  identityChecks: IdentityChecks;
  readonly parts: ReturnType<typeof partsOf>;
  readonly changeNotifications: ChangeNotifications;
  readonly assurance: AssuranceAssessor;

  constructor(settings: CheckSettings = defaultChecks) {
    this.parts = partsOf(settings);
    this.identityChecks = new IdentityChecks(this.parts);
    this.changeNotifications = new ChangeNotifications(this.parts);
    this.assurance = new AssuranceAssessor(this.identityChecks);
    this.parts.known.put('salma', stored);
  }

  /** Only the log survives. */
  restart(): void {
    this.identityChecks = new IdentityChecks({
      ...this.parts,
      commands: senderTo(this.parts.store) as never,
    });
  }

  context(by: Actor): CommandContext {
    const at = new Date(this.now).toISOString();
    return { id: newCommandId(this.now), tenant: 'acme', by, at, correlation: 'story' };
  }

  attempt(by: Actor = ana, customer = 'salma', address = '192.0.2.1'): Try {
    return { context: this.context(by), customer, address };
  }

  /** Starts a check and answers its first round. */
  async ask(said: Said, by: Actor = ana, customer = 'salma') {
    const { id } = await this.identityChecks.start(this.attempt(by, customer), {
      challenge: 'questions',
    });
    return this.identityChecks.answer(this.attempt(by, customer), id, said);
  }

  advance(seconds: number): void {
    this.now += seconds * 1000;
  }
}

/** What Salma says on the telephone, and what a stranger tries. */
export const hers = { address: '30 High Street', 'date-of-birth': '7 March 1990' };
export const wrong = { address: '99 Station Road', 'date-of-birth': '1.1.1970' };

/** Everything that happened, without the envelopes. */
export const factsOf = async ({ parts }: Desk, limit = 1000) =>
  (await parts.store.readAll({ limit })).map(({ type, data }) => ({ type, data }));
