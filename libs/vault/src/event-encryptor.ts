import { isErased, type NewEvent, personOf, personRules, Refusal } from '#eventing';

import type { Ciphertext } from './ciphertext.js';
import type { DataKey } from './data-key.js';
import { remember } from './event-decryptor.js';
import { type Commitment, isMarked } from './disclosure.js';
import { encryptValues } from './personal-values.js';
import { some, valueAt, withValueAt } from './pointer.js';
import type { Vault } from './vault.port.js';

type Keys = ReadonlyMap<string, DataKey>;

/** A personal part that is there. */
interface Part {
  readonly pointer: string;
  readonly person: string;
  readonly value: unknown;
}

const NONE: readonly Part[] = [];

const partsOf = ({ data, personal }: NewEvent): readonly Part[] =>
  personal === undefined
    ? NONE
    : Object.entries(personal)
        .map(([pointer, person]) => ({ pointer, person, value: valueAt(data, pointer) }))
        .filter(({ value }) => value !== undefined)
        .toSorted((one, other) => (one.pointer < other.pointer ? -1 : 1));

const apart = (parts: readonly Part[]) => {
  const isWithin = ({ pointer }: Part) =>
    parts.some((other) => pointer.startsWith(`${other.pointer}/`));
  const within = parts.find(isWithin);
  if (within) throw new Error(`The personal part ${within.pointer} lies within another one.`);
};

/** Nobody may write by hand what looks as if the vault had encrypted it. */
const checkReserved = (data: unknown, ours?: ReadonlySet<object>) =>
  personRules(!some(data, (value) => isMarked(value) && !ours?.has(value)), 'reserved');

/** The ciphertexts stand in the data beside what is in clear. */
const objectOf = (data: unknown, parts: readonly Part[]): object => {
  const isWhole = parts.some(({ pointer }) => pointer === '');
  if (typeof data === 'object' && data !== null && !Array.isArray(data) && !isWhole) return data;
  throw new Error('Only members of an object can be personal.');
};

export interface EncryptorOptions {
  /**
   * Customers who were forgotten come back by what they do themselves, under a new key. Without it
   * nobody does: what is imported in a customer's name is not the customer.
   */
  readonly customersReturn?: boolean;
}

/** The customers who do this themselves. */
const speakersOf = (events: readonly NewEvent[]): ReadonlySet<string> =>
  new Set(
    events
      .filter(({ meta }) => meta.actor.kind === 'customer')
      .map(({ meta }) => personOf(meta.tenant, meta.actor.id)),
  );

const isForgotten = (error: unknown) => error instanceof Refusal && error.code === 'person.erased';

/** Puts ciphertext where an event's personal values are. */
export class EventEncryptor {
  constructor(
    private readonly vault: Vault,
    private readonly options: EncryptorOptions = {},
  ) {}

  /** Answers at once where nothing is personal, so that such appends keep their turn. */
  encrypt(
    stream: string,
    version: number,
    events: readonly NewEvent[],
  ): readonly NewEvent[] | Promise<readonly NewEvent[]> {
    const parts = events.map(partsOf);
    if (parts.some(({ length }) => length > 0))
      return this.#encrypt(stream, version, events, parts);
    for (const { data } of events) checkReserved(data);
    return events;
  }

  async #encrypt(
    stream: string,
    version: number,
    events: readonly NewEvent[],
    parts: readonly (readonly Part[])[],
  ): Promise<readonly NewEvent[]> {
    const { erasures } = this.vault;
    parts.forEach(apart);
    await this.#checkMarkers(parts.flat());
    const speaking = parts.map((own) => own.filter(({ value }) => !isErased(value)));
    const persons = new Set(speaking.flat().map(({ person }) => person));
    const keys = await this.#keysFor([...persons], events);
    return events.map((event, index) => {
      const at = { stream, revision: version + index };
      const encrypted = encryptedEvent(event, speaking[index]!, at, keys);
      if (encrypted.data !== event.data)
        remember(encrypted.data as object, { data: event.data, erasures });
      return encrypted;
    });
  }

  async #keysFor(persons: readonly string[], events: readonly NewEvent[]): Promise<Keys> {
    try {
      return await this.vault.keysFor(persons);
    } catch (error) {
      const speakers = speakersOf(events);
      const isReturn = persons.every((person) => speakers.has(person));
      if (!this.options.customersReturn || !isForgotten(error) || !isReturn) throw error;
    }
    for (const person of persons) await this.vault.renew(person);
    return this.vault.keysFor(persons);
  }

  /** The marker is no personal value: it stays where the person is forgotten, else nobody writes it. */
  async #checkMarkers(parts: readonly Part[]) {
    for (const { person, value } of parts)
      if (isErased(value))
        personRules((await this.vault.tombstonesOf(person)).length > 0, 'reserved');
  }
}

const encryptedEvent = (
  { id, type, schema, meta, data: plain }: NewEvent,
  parts: readonly Part[],
  at: { readonly stream: string; readonly revision: number },
  keys: Keys,
): NewEvent => {
  if (parts.length === 0) {
    checkReserved(plain);
    return { id, type, schema, meta, data: plain };
  }
  const ours = new Set<object>();
  const $personal: Ciphertext[] = [];
  let data: unknown = objectOf(plain, parts);
  for (const [person, own] of Map.groupBy(parts, (part) => part.person)) {
    const place = { ...at, tenant: meta.tenant, id };
    const { ciphertext, commitments } = encryptValues(own, place, keys.get(person)!);
    for (const { pointer, sha256 } of commitments) {
      const commitment: Commitment = { $personal: $personal.length, sha256 };
      ours.add(commitment);
      data = withValueAt(data, pointer, commitment);
    }
    $personal.push(ciphertext);
  }
  checkReserved(data, ours);
  return { id, type, schema, meta, data: { $personal, ...(data as object) } };
};
