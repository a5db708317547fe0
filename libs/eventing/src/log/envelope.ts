import { hash } from 'node:crypto';
import type { Meta, RecordedEvent } from '../messages.js';
import { canonical, leafHash } from './canonical.js';

/** The version of the form in which events are stored; `docs/reference/event-format.md` tells it. */
export const FORM = 1;

/** The most bytes of an envelope: the entry bundles of tlog-tiles carry lengths of sixteen bits. */
export const LARGEST_ENVELOPE = 65_535;

/** The most canonical bytes of an event's data. */
export const LARGEST_DATA = 512 * 1024;

/** What an envelope says of an event, and the data that it says the hash of. */
export type HashableEvent = Pick<
  RecordedEvent,
  'id' | 'stream' | 'revision' | 'type' | 'schema' | 'data' | 'meta' | 'recordedAt'
>;

/** What is stored of an event: exact bytes, and the hash that fixes them. */
export type EncodedEvent = Pick<RecordedEvent, 'envelope' | 'dataBytes' | 'leaf'>;

/** The members of `meta` in an envelope, in canonical order; the tenant stands beside it. */
const META = [
  'actor',
  'at',
  'causation',
  'correlation',
  'occurredAt',
  'onBehalfOf',
  'prev',
] as const;

const metaText = (meta: Meta): string => {
  let members = '';
  for (const name of META)
    if (meta[name] !== undefined)
      members += `${members && ','}"${name}":${canonical(name === 'actor' ? actorOf(meta) : meta[name])}`;
  return `{${members}}`;
};

const actorOf = ({ actor: { id, kind } }: Meta) => ({ id, kind });

/** The envelope's canonical JSON: its members are written in the order of RFC 8785. */
const envelopeText = (event: Omit<HashableEvent, 'data'>, sha256: string, size: number): string =>
  `{"data":{"sha256":"${sha256}","size":${size}},"form":${FORM},"id":${canonical(event.id)}` +
  `,"meta":${metaText(event.meta)},"recordedAt":${canonical(event.recordedAt)}` +
  `,"revision":${canonical(event.revision)},"schema":${canonical(event.schema)}` +
  `,"stream":${canonical(event.stream)},"tenant":${canonical(event.meta.tenant)}` +
  `,"type":${canonical(event.type)}}`;

/**
 * An event's exact bytes and their leaf hash: made here and nowhere else, stored as they are.
 * `data` is the canonical form of the event's data, where it is known already.
 */
export const encodeAndHash = (
  event: HashableEvent,
  data: string = canonical(event.data),
): EncodedEvent => {
  const dataBytes = Buffer.from(data, 'utf8');
  const sha256 = hash('sha256', dataBytes, 'hex');
  const envelope = Buffer.from(envelopeText(event, sha256, dataBytes.length), 'utf8');
  return { envelope, dataBytes, leaf: leafHash(envelope) };
};

/** What an envelope holds. */
interface Envelope extends Omit<HashableEvent, 'data' | 'meta'> {
  readonly form: number;
  readonly data: { readonly sha256: string; readonly size: number };
  readonly meta: Omit<Meta, 'tenant'>;
  readonly tenant: string;
}

export const utf8 = ({ buffer, byteOffset, length }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, length).toString('utf8');

/** Reads an envelope's bytes; throws for what is no JSON. */
export const readEnvelope = (bytes: Uint8Array): Envelope => JSON.parse(utf8(bytes)) as Envelope;

/** The bytes that an envelope would have, had it been made here. */
export const envelopeAgain = ({ data, tenant, meta, ...event }: Envelope): string =>
  envelopeText({ ...event, meta: { ...meta, tenant } }, data.sha256, data.size);
