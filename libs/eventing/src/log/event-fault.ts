import { hash } from 'node:crypto';
import type { RecordedEvent } from '../messages.js';
import { canonical, leafHash } from './canonical.js';
import {
  envelopeAgain,
  FORM,
  LARGEST_DATA,
  LARGEST_ENVELOPE,
  readEnvelope,
  utf8,
} from './envelope.js';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** What a check compares an event with: the event before it in its stream, if there is one. */
export type Before = Pick<RecordedEvent, 'stream' | 'revision' | 'leaf' | 'recordedAt'> | undefined;

/** One row for each thing that can be wrong with an event, in the order in which it is looked for. */
const checks: readonly (readonly [
  fault: string,
  holds: (event: RecordedEvent, before: Before) => boolean,
])[] = [
  ['its hash does not match its envelope', ({ envelope, leaf }) => leafHash(envelope).equals(leaf)],
  [
    'its form is not known to this version of the program',
    ({ envelope }) => readEnvelope(envelope).form === FORM,
  ],
  [
    'its envelope is not canonical',
    ({ envelope }) => utf8(envelope) === envelopeAgain(readEnvelope(envelope)),
  ],
  [
    'its data does not match its envelope',
    ({ envelope, dataBytes }) => {
      const { sha256, size } = readEnvelope(envelope).data;
      return size === dataBytes.length && sha256 === hash('sha256', dataBytes, 'hex');
    },
  ],
  [
    'its data is not canonical',
    ({ dataBytes }) => utf8(dataBytes) === canonical(JSON.parse(utf8(dataBytes))),
  ],
  [
    'it is too large',
    ({ envelope, dataBytes }) =>
      envelope.length <= LARGEST_ENVELOPE && dataBytes.length <= LARGEST_DATA,
  ],
  [
    'the event before it is missing',
    ({ revision }, before) => revision === (before ? before.revision + 1 : 0),
  ],
  [
    'it does not follow from the event before it',
    ({ meta }, before) => meta.prev === (before && hex(before.leaf)),
  ],
  [
    'it says that it was recorded before the event before it',
    ({ recordedAt }, before) => !before || before.recordedAt <= recordedAt,
  ],
];

/** What is wrong with an event; nothing when it is what was written. */
export const faultOf = (event: RecordedEvent, before: Before): string | undefined =>
  checks.find(([, holds]) => !holds(event, before))?.[0];
