import type { RecordedEvent } from '../messages.js';
import { canonical, leafHash } from './canonical.js';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

const utf8 = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');

/** What a check compares an event with: the event before it in its stream, if there is one. */
export type Before = Pick<RecordedEvent, 'stream' | 'revision' | 'leaf'> | undefined;

/** One row for each thing that can be wrong with an event, in the order in which it is looked for. */
const checks: readonly (readonly [
  fault: string,
  holds: (event: RecordedEvent, before: Before) => boolean,
])[] = [
  ['its hash does not match its bytes', ({ bytes, leaf }) => leafHash(bytes).equals(leaf)],
  ['its bytes are not canonical', ({ bytes }) => utf8(bytes) === canonicalAgain(bytes)],
  [
    'the event before it is missing',
    ({ revision }, before) => revision === (before ? before.revision + 1 : 0),
  ],
  [
    'it does not follow from the event before it',
    ({ meta }, before) => meta.prev === (before && hex(before.leaf)),
  ],
];

const canonicalAgain = (bytes: Uint8Array) => canonical(JSON.parse(utf8(bytes)));

/** What is wrong with an event; nothing when it is what was written. */
export const faultOf = (event: RecordedEvent, before: Before): string | undefined =>
  checks.find(([, holds]) => !holds(event, before))?.[0];
