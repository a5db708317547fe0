import { ERASED, leafHash, readEnvelope, type RecordedEvent } from '#eventing';

import { hash } from 'node:crypto';
import { type Ciphertext, isCiphertext } from './ciphertext.js';
import { type Disclosure, isCommitment, isMarked } from './disclosure.js';
import { type CommitmentPlace, decryptDisclosures, disclosureAgain } from './personal-values.js';
import { mapped } from './pointer.js';
import type { Answer, KeyReader } from './vault.port.js';

type Where = Pick<RecordedEvent, 'stream' | 'revision'>;

/** A value that was not encrypted where it stands, as it stands: somebody has changed the log. */
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
    readonly key: string,
  ) {
    super(`${stream}, revision ${revision}: the vault does not know the key ${key}.`);
  }
}

/** The data of an event that has personal values, taken apart. */
interface PersonalData {
  readonly ciphertexts: readonly Ciphertext[];
  /** The data without the ciphertexts: with commitments where the values go. */
  readonly clear: object;
  /** Of each ciphertext the commitments to its values, in the order of their pointers. */
  readonly commitments: readonly (readonly CommitmentPlace[])[];
}

const tampered = ({ stream, revision }: Where, pointer: string, cause?: unknown): never => {
  throw new ValueTampered(stream, revision, pointer, cause);
};

const ciphertextsIn = (event: RecordedEvent, $personal: unknown): readonly Ciphertext[] =>
  Array.isArray($personal) && $personal.every(isCiphertext)
    ? $personal
    : tampered(event, '/$personal');

const commitmentsIn = (event: RecordedEvent, clear: object, count: number) => {
  const found: CommitmentPlace[][] = Array.from({ length: count }, () => []);
  mapped(clear, (value, pointer) => {
    if (!isMarked(value)) return value;
    const own = isCommitment(value) ? found[value.$personal] : undefined;
    if (!own || !isCommitment(value)) return tampered(event, pointer);
    own.push({ pointer, sha256: value.sha256 });
    return null;
  });
  return found.map((own) => own.toSorted((one, other) => (one.pointer < other.pointer ? -1 : 1)));
};

const personalDataOf = (event: RecordedEvent): PersonalData | undefined => {
  const { data } = event;
  if (!isMarked(data)) return undefined;
  const { $personal, ...clear } = data;
  const ciphertexts = ciphertextsIn(event, $personal);
  const commitments = commitmentsIn(event, clear, ciphertexts.length);
  return { ciphertexts, clear, commitments };
};

/** A key is believed to be destroyed only of an event that is as it was written. */
const checkWhole = (event: RecordedEvent) => {
  const { envelope, dataBytes, leaf } = event;
  const { sha256 } = readEnvelope(envelope).data;
  const isWhole = leafHash(envelope).equals(leaf) && hash('sha256', dataBytes, 'hex') === sha256;
  if (!isWhole) tampered(event, '/$personal');
};

const disclosuresOf = (
  event: RecordedEvent,
  { ciphertexts, commitments }: PersonalData,
  index: number,
  answers: ReadonlyMap<string, Answer>,
) => {
  const { stream, revision, id, meta } = event;
  const [ciphertext, own] = [ciphertexts[index]!, commitments[index]!];
  const key = answers.get(ciphertext.key);
  if (!key) throw new KeyUnknown(stream, revision, ciphertext.key);
  if (key === 'destroyed') {
    checkWhole(event);
    return own.map(({ pointer }) => ['', pointer, ERASED] as const);
  }
  try {
    return decryptDisclosures(ciphertext, own, { tenant: meta.tenant, stream, revision, id }, key);
  } catch (cause) {
    return tampered(event, `/$personal/${index}`, cause);
  }
};

const decryptEvent = (
  event: RecordedEvent,
  personal: PersonalData | undefined,
  answers: ReadonlyMap<string, Answer>,
): RecordedEvent => {
  if (!personal) return event;
  const values = new Map<string, unknown>();
  for (const index of personal.ciphertexts.keys())
    for (const [, pointer, value] of disclosuresOf(event, personal, index, answers))
      values.set(pointer, value);
  const data = mapped(personal.clear, (value, pointer) =>
    isMarked(value) ? values.get(pointer) : value,
  );
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
 * given, so that nothing is decrypted whose plain form is known. It counts until the next erasure.
 */
export const remember = (encrypted: object, plain: Plain): void =>
  void Object.defineProperty(encrypted, PLAIN, { value: plain });

const atHand = (data: unknown): Plain | undefined => Object(data)[PLAIN] as Plain | undefined;

/** Puts the plain values back into events, or `ERASED` where the person's key is destroyed. */
export class EventDecryptor {
  constructor(private readonly vault: KeyReader) {}

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
    return isMarked(event.data) ? undefined : event;
  }

  /** What of an event can be shown, value by value, to somebody without a key. */
  async disclosures(event: RecordedEvent): Promise<readonly Disclosure[]> {
    const personal = personalDataOf(event);
    if (!personal) return [];
    const answers = await this.vault.keysBy(personal.ciphertexts.map(({ key }) => key));
    const open = [...personal.ciphertexts.keys()].filter(
      (index) => answers.get(personal.ciphertexts[index]!.key) !== 'destroyed',
    );
    return open.flatMap((index) =>
      disclosuresOf(event, personal, index, answers).map(disclosureAgain),
    );
  }

  async #decrypt(events: readonly RecordedEvent[], plain: readonly (RecordedEvent | undefined)[]) {
    const personal = events.map((event, index) =>
      plain[index] ? undefined : personalDataOf(event),
    );
    const keys = personal.flatMap((own) => own?.ciphertexts.map(({ key }) => key) ?? []);
    const answers = await this.vault.keysBy([...new Set(keys)]);
    return events.map(
      (event, index) => plain[index] ?? decryptEvent(event, personal[index], answers),
    );
  }
}

const isComplete = (
  events: readonly (RecordedEvent | undefined)[],
): events is readonly RecordedEvent[] => events.every((event) => event !== undefined);

/** Has no key, and remembers nothing that was plain. */
const keyless: KeyReader = {
  erasures: -1,
  keysBy: async (ids) => new Map(ids.map((id) => [id, 'destroyed'])),
};

/** Events of the log as it is stored, with `ERASED` in the place of every personal value. */
export const hidePersonalValues = async (
  events: readonly RecordedEvent[],
): Promise<readonly RecordedEvent[]> => new EventDecryptor(keyless).decrypt(events);

/** The ids of the keys under which values of an event of the stored log were encrypted. */
export const keyIdsIn = ({ data }: Pick<RecordedEvent, 'data'>): readonly string[] => {
  const { $personal } = Object(data) as { readonly $personal?: readonly Ciphertext[] };
  return $personal?.map(({ key }) => key) ?? [];
};
