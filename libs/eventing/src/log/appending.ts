import { canonical, encodeAndHash } from './canonical.js';
import type { Meta, NewEvent, RecordedEvent } from '../messages.js';
import { streamRules } from '../refusal.js';

/** The most canonical bytes that one event may have. */
export const LARGEST_EVENT = 512 * 1024;

/** An event on its way into a store, its data in canonical form already. */
export interface SerializedEvent {
  readonly event: NewEvent;
  readonly data: string;
}

/** Where an event comes to stand. */
export interface Place {
  readonly stream: string;
  readonly revision: number;
  /** Hex of the leaf hash of the event before it in its stream. */
  readonly prev: string | undefined;
  readonly position: number;
  readonly recordedAt: string;
}

export const serialize = (event: NewEvent): SerializedEvent => ({
  event,
  data: canonical(event.data),
});

/** Whatever a caller says came before is replaced by what did. */
const chained = (meta: Meta, prev: string | undefined) => ({ ...meta, prev }) as Meta;

/** The event as it will be kept, sealed. Refuses one that is too large. */
export const chainAndHash = ({ event, data }: SerializedEvent, place: Place): RecordedEvent => {
  const { stream, revision, prev, position, recordedAt } = place;
  const { id, type, schema } = event;
  const meta = chained(event.meta, prev);
  const hashable = { id, stream, revision, type, schema, data: event.data, meta };
  const { bytes, leaf } = encodeAndHash(hashable, data);
  streamRules(bytes.length <= LARGEST_EVENT, 'too-large');
  return { ...hashable, position, recordedAt, bytes, leaf };
};

/** What a store has kept of an event. */
export type StoredEvent = Pick<RecordedEvent, 'position' | 'recordedAt' | 'bytes' | 'leaf'>;

/** The event again, from exactly the bytes that were kept. */
export const deserialize = ({ position, recordedAt, bytes, leaf }: StoredEvent): RecordedEvent => {
  const { buffer, byteOffset, length } = bytes;
  const { id, stream, revision, type, schema, data, meta } = JSON.parse(
    Buffer.from(buffer, byteOffset, length).toString('utf8'),
  ) as RecordedEvent;
  return { id, stream, revision, type, schema, data, meta, position, recordedAt, bytes, leaf };
};

const repeats = ({ event, data }: SerializedEvent, stored: RecordedEvent): boolean => {
  if (event.id !== stored.id) return false;
  const meta = chained(event.meta, stored.meta.prev);
  const { stream, revision } = stored;
  const { bytes } = encodeAndHash({ ...event, stream, revision, meta }, data);
  return bytes.equals(stored.bytes);
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
