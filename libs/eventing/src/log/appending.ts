import { canonical, seal } from './canonical.js';
import type { Meta, Proposed, Recorded } from '../messages.js';
import { streamRules } from '../refusal.js';

/** The most canonical bytes that one event may have. */
export const LARGEST_EVENT = 512 * 1024;

/** An event on its way into a store, its data in canonical form already. */
export interface Draft {
  readonly event: Proposed;
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

export const draft = (event: Proposed): Draft => ({ event, data: canonical(event.data) });

/** Whatever a caller says came before is replaced by what did. */
const chained = (meta: Meta, prev: string | undefined) => ({ ...meta, prev }) as Meta;

/** The event as it will be kept, sealed. Refuses one that is too large. */
export const record = ({ event, data }: Draft, place: Place): Recorded => {
  const { stream, revision, prev, position, recordedAt } = place;
  const { id, type, schema } = event;
  const meta = chained(event.meta, prev);
  const sealable = { id, stream, revision, type, schema, data: event.data, meta };
  const { bytes, leaf } = seal(sealable, data);
  streamRules(bytes.length <= LARGEST_EVENT, 'too-large');
  return { ...sealable, position, recordedAt, bytes, leaf };
};

/** What a store has kept of an event. */
export type KeptEvent = Pick<Recorded, 'position' | 'recordedAt' | 'bytes' | 'leaf'>;

/** The event again, from exactly the bytes that were kept. */
export const recall = ({ position, recordedAt, bytes, leaf }: KeptEvent): Recorded => {
  const { buffer, byteOffset, length } = bytes;
  const { id, stream, revision, type, schema, data, meta } = JSON.parse(
    Buffer.from(buffer, byteOffset, length).toString('utf8'),
  ) as Recorded;
  return { id, stream, revision, type, schema, data, meta, position, recordedAt, bytes, leaf };
};

const repeats = ({ event, data }: Draft, stored: Recorded): boolean => {
  if (event.id !== stored.id) return false;
  const meta = chained(event.meta, stored.meta.prev);
  const { stream, revision } = stored;
  const { bytes } = seal({ ...event, stream, revision, meta }, data);
  return bytes.equals(stored.bytes);
};

/**
 * The answer to an append whose version is not the stream's: what was stored if it is the same
 * append again, else a refusal. `stored` is what stands at the revisions that it asks for.
 */
export const answerAgain = (
  drafts: readonly Draft[],
  stored: readonly Recorded[],
  version: number,
): readonly Recorded[] => {
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
