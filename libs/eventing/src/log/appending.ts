import { canonical } from './canonical.js';
import { encodeAndHash, LARGEST_DATA, LARGEST_ENVELOPE, readEnvelope, utf8 } from './envelope.js';
import type { Meta, NewEvent, RecordedEvent } from '../messages.js';
import { streamRules } from '../refusal.js';

/** An event that another store recorded, taken over as it is. */
type Original = Pick<RecordedEvent, 'recordedAt' | 'leaf'>;

/** An event on its way into a store, its data in canonical form already. */
export interface SerializedEvent {
  readonly event: NewEvent;
  readonly data: string;
  readonly original?: Original;
}

/** Where an event comes to stand. */
export interface Place {
  readonly stream: string;
  readonly revision: number;
  /** Hex of the leaf hash of the event before it in its stream. */
  readonly prev: string | undefined;
  readonly position: number;
  /** When the process that appends records it. */
  readonly recordedAt: string;
}

/** Events of another log that do not follow from what this store has. */
export class NotAsRecorded extends Error {
  override readonly name = 'NotAsRecorded';
}

export const serialize = (event: NewEvent): SerializedEvent => ({
  event,
  data: canonical(event.data),
});

/** An event exactly as another store has it, whatever a reader made of its data. */
export const serializeRecorded = (event: RecordedEvent): SerializedEvent => {
  const { id, type, schema, data, meta, recordedAt, dataBytes, leaf } = deserialize(event);
  const original = { recordedAt, leaf };
  return { event: { id, type, schema, data, meta }, data: utf8(dataBytes), original };
};

/** The moment to record at: what the clock says, but never before the stream's last event. */
export const recordedAtOf = (now: string, last: string | undefined): string =>
  last !== undefined && last > now ? last : now;

/** What a caller says came before is replaced by what did. */
const chained = (meta: Meta, prev: string | undefined) => ({ ...meta, prev }) as Meta;

/** The event as it will be kept: chained, encoded and hashed. Refuses one that is too large. */
export const chainAndHash = (draft: SerializedEvent, place: Place): RecordedEvent => {
  const { event, data, original } = draft;
  const { stream, revision, prev, position } = place;
  const { id, type, schema } = event;
  const recordedAt = original?.recordedAt ?? place.recordedAt;
  const meta = chained(event.meta, prev);
  const hashable = { id, stream, revision, type, schema, data: event.data, meta, recordedAt };
  const encoded = encodeAndHash(hashable, data);
  const { envelope, dataBytes, leaf } = encoded;
  const fits = envelope.length <= LARGEST_ENVELOPE && dataBytes.length <= LARGEST_DATA;
  streamRules(fits, 'too-large');
  if (original && !Buffer.from(original.leaf).equals(leaf))
    throw new NotAsRecorded(`${stream}, revision ${revision}, is not as it was recorded.`);
  return { ...hashable, position, ...encoded };
};

/** What a store has kept of an event. */
export type StoredEvent = Pick<RecordedEvent, 'position' | 'envelope' | 'dataBytes' | 'leaf'>;

/** The event again, from exactly the bytes that were kept. */
export const deserialize = ({
  position,
  envelope,
  dataBytes,
  leaf,
}: StoredEvent): RecordedEvent => {
  const { id, stream, revision, type, schema, tenant, meta, recordedAt } = readEnvelope(envelope);
  const data: unknown = JSON.parse(utf8(dataBytes));
  const event = { id, stream, revision, type, schema, data, meta: { ...meta, tenant }, recordedAt };
  return { ...event, position, envelope, dataBytes, leaf };
};

const repeats = ({ event, data }: SerializedEvent, stored: RecordedEvent): boolean => {
  if (event.id !== stored.id) return false;
  const { stream, revision, recordedAt } = stored;
  const meta = chained(event.meta, stored.meta.prev);
  const { leaf } = encodeAndHash({ ...event, stream, revision, meta, recordedAt }, data);
  return Buffer.from(leaf).equals(stored.leaf);
};

/**
 * The answer to an append whose version is not the stream's: what was stored if it is the same
 * append again, else a refusal. `stored` is what stands at the revisions that it asks for.
 */
export const resolveDuplicate = (
  drafts: readonly SerializedEvent[],
  stored: readonly RecordedEvent[],
  version: number,
): readonly RecordedEvent[] => {
  const again = drafts.map((proposed, index) => {
    const other = stored[index];
    return other !== undefined && repeats(proposed, other);
  });
  if (again.length > 0 && again.every(Boolean)) return stored;
  const ids = new Set(drafts.filter((_, index) => !again[index]).map(({ event }) => event.id));
  streamRules(!stored.some(({ id }) => ids.has(id)), 'id-reused');
  streamRules(false, 'changed', { version });
  return [];
};
