import { ERASED, leafHash, type RecordedEvent } from '#eventing';

import { mapped } from './pointer.js';
import { hasShape, isEncrypted, decryptValue, type EncryptedValue } from './encrypted-value.js';
import type { Answer, Vault } from './vault.port.js';

type Where = Pick<RecordedEvent, 'stream' | 'revision'>;

/** A value that was not sealed where it stands, as it stands: somebody has changed the log. */
export class ValueTampered extends Error {
  override readonly name = 'ValueTampered';

  constructor(
    readonly stream: string,
    readonly revision: number,
    readonly pointer: string,
    cause?: unknown,
  ) {
    super(`${stream}, revision ${revision}: the value at "${pointer}" was tampered with.`, {
      cause,
    });
  }
}

/** A key that this vault never had: it is older than the log, or another log's. */
export class KeyUnknown extends Error {
  override readonly name = 'KeyUnknown';

  constructor(
    readonly stream: string,
    readonly revision: number,
    readonly commitment: string,
  ) {
    super(`${stream}, revision ${revision}: the vault does not know the key ${commitment}.`);
  }
}

const MARK = '"$enc":';

const holdsEncrypted = ({ buffer, byteOffset, length }: Uint8Array) =>
  Buffer.from(buffer, byteOffset, length).includes(MARK);

const shapely = (value: object, { stream, revision }: Where, pointer: string): EncryptedValue => {
  if (hasShape(value)) return value;
  throw new ValueTampered(stream, revision, pointer);
};

const commitmentsIn = (event: RecordedEvent): readonly string[] => {
  const found: string[] = [];
  mapped(event.data, (value, pointer) => {
    if (!isEncrypted(value)) return value;
    found.push(shapely(value, event, pointer).kc);
    return '';
  });
  return found;
};

/** A key is believed to be destroyed only of an event that is as it was written. */
const erased = ({ bytes, leaf, stream, revision }: RecordedEvent, pointer: string) => {
  if (!leafHash(bytes).equals(leaf)) throw new ValueTampered(stream, revision, pointer);
  return ERASED;
};

const valueOf = (
  encrypted: EncryptedValue,
  event: RecordedEvent,
  pointer: string,
  answer: Answer,
): unknown => {
  if (answer === 'destroyed') return erased(event, pointer);
  const { stream, revision, id, meta } = event;
  try {
    return decryptValue(encrypted, { tenant: meta.tenant, stream, revision, id, pointer }, answer);
  } catch (cause) {
    throw new ValueTampered(stream, revision, pointer, cause);
  }
};

const decryptEvent = (
  event: RecordedEvent,
  answers: ReadonlyMap<string, Answer>,
): RecordedEvent => {
  const data = mapped(event.data, (value, pointer) => {
    if (!isEncrypted(value)) return value;
    const encrypted = shapely(value, event, pointer);
    const answer = answers.get(encrypted.kc);
    if (!answer) throw new KeyUnknown(event.stream, event.revision, encrypted.kc);
    return valueOf(encrypted, event, pointer, answer);
  });
  return { ...event, data };
};

interface Plain {
  readonly data: unknown;
  readonly erasures: number;
}

/** What only this process sees of an object: JSON and copies know nothing of it. */
const PLAIN = Symbol('plain');

/**
 * Notes the plain data of an event that is just being appended, at the very object that the log is
 * given, so that nothing is opened whose plain form is at hand. It counts until the next erasure.
 */
export const remember = (encrypted: object, plain: Plain): void =>
  void Object.defineProperty(encrypted, PLAIN, { value: plain });

const atHand = (data: unknown): Plain | undefined => Object(data)[PLAIN] as Plain | undefined;

/** Puts the plain values back into events, or `ERASED` where the person's key is destroyed. */
export class EventDecryptor {
  constructor(private readonly vault: Vault) {}

  /** Answers at once where no key is needed. */
  decrypt(
    events: readonly RecordedEvent[],
  ): readonly RecordedEvent[] | Promise<readonly RecordedEvent[]> {
    const plain = events.map((event) => this.#atHand(event));
    return isComplete(plain) ? plain : this.#decrypt(events, plain);
  }

  /** The event in plain, if that needs no key. */
  #atHand(event: RecordedEvent): RecordedEvent | undefined {
    const fresh = atHand(event.data);
    if (fresh?.erasures === this.vault.erasures) return { ...event, data: fresh.data };
    return holdsEncrypted(event.bytes) ? undefined : event;
  }

  async #decrypt(events: readonly RecordedEvent[], plain: readonly (RecordedEvent | undefined)[]) {
    const closed = events.filter((_, index) => !plain[index]);
    const answers = await this.vault.keysBy([...new Set(closed.flatMap(commitmentsIn))]);
    return events.map((event, index) => plain[index] ?? decryptEvent(event, answers));
  }
}

const isComplete = (
  events: readonly (RecordedEvent | undefined)[],
): events is readonly RecordedEvent[] => events.every((event) => event !== undefined);
