import type { Spoilable, SpoilableEvent, Spoiling } from './spoilable.js';

/** Logs that are not the one whose checkpoint the auditor holds, and files that are none. */
export const replaced: readonly Spoiling[] = [
  [
    'an older checkpoint',
    ['rolled-back'],
    (bundle, { earlier }) => {
      bundle.checkpoint = earlier.checkpoint;
    },
  ],
  [
    'the whole of an older bundle',
    ['rolled-back'],
    (bundle, { earlier }) => void Object.assign(bundle, earlier),
  ],
  [
    'a forked log',
    ['forked', 'older-not-proved'],
    (bundle, { forked }) => void Object.assign(bundle, forked, { older: bundle.older }),
  ],
  [
    'a checkpoint of a forked log',
    ['map-edited'],
    (bundle, { forked }) => {
      bundle.checkpoint = forked.checkpoint;
    },
  ],
  ['a wrong key', ['key-unknown'], (bundle, { stranger }) => void Object.assign(bundle, stranger)],
  [
    'another form',
    ['unknown-format'],
    (bundle) => {
      bundle.format = 'amends-proof/v2';
    },
  ],
  [
    'a member more',
    ['malformed'],
    (bundle) => {
      bundle['note'] = 'trust me';
    },
  ],
  [
    'a member less',
    ['malformed'],
    (bundle) => {
      delete (bundle as Partial<Spoilable>).receipts;
    },
  ],
  [
    'a hash in capitals',
    ['malformed'],
    ({ events }) => {
      events[0]!.proof![0] = events[0]!.proof![0]!.toUpperCase().padEnd(64, 'A');
      events[0]!.proof![0] = `A${events[0]!.proof![0].slice(1)}`;
    },
  ],
  [
    'padded base64',
    ['malformed'],
    ({ events }) => {
      events[0]!.data += '=';
    },
  ],
  [
    'a negative index',
    ['malformed'],
    ({ events }) => {
      events[0]!.index = -1;
    },
  ],
  [
    'a receipt that is none',
    ['receipt-edited'],
    ({ receipts, events }) => {
      const { disclosures: _, ...event } = events[0]!;
      receipts.push(event as SpoilableEvent);
    },
  ],
];

/** A file that was spoiled as bytes. */
export type ByteSpoiling = readonly [
  name: string,
  names: readonly string[],
  spoil: (file: Buffer) => Buffer,
];

const cut = (part: number) => (file: Buffer) => file.subarray(0, Math.floor(file.length * part));

export const spoiledBytes: readonly ByteSpoiling[] = [
  ['an empty file', ['malformed'], () => Buffer.alloc(0)],
  ['a file cut off in the middle', ['malformed'], cut(0.5)],
  ['a file without its last byte', ['malformed'], (file) => file.subarray(0, -1)],
  ['a file with something behind it', ['malformed'], (file) => Buffer.concat([file, file])],
  ['a byte order mark', ['malformed'], (file) => Buffer.concat([Buffer.from('\ufeff'), file])],
  [
    'a byte that is no UTF-8',
    ['malformed'],
    (file) => {
      const copy = Buffer.from(file);
      copy[copy.indexOf('ticket-')] = 0xff;
      return copy;
    },
  ],
  [
    'a member that is there twice',
    ['malformed'],
    (file) => Buffer.from(file.toString().replace('{', '{"stream":"ticket-demo-1",')),
  ],
  [
    'a member that is there twice, written in another way',
    ['malformed'],
    (file) => Buffer.from(file.toString().replace('"map":{', '"map":{"entr\\u0079":"",')),
  ],
  [
    'a number that is none',
    ['malformed'],
    (file) => Buffer.from(file.toString().replace(/"index":\d+/, '"index":NaN')),
  ],
  ['a list instead of a bundle', ['malformed'], (file) => Buffer.from(`[${file.toString()}]`)],
  ['a thousand brackets', ['malformed'], () => Buffer.from('['.repeat(100_000))],
];
