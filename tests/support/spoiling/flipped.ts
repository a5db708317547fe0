import { flipBit, flipIn, type SpoilableEvent, type Spoiling } from './spoilable.js';

const linesOf = (note: string) => note.split('\n');
const withLine = (note: string, index: number, line: string) =>
  linesOf(note).with(index, line).join('\n');

const forEachEvent = (
  name: string,
  names: readonly string[],
  spoil: (event: SpoilableEvent) => void,
): readonly Spoiling[] =>
  [0, 1, 2, 3].map((at) => [`${name}, event ${at}`, names, ({ events }) => spoil(events[at]!)]);

const disclosed = (events: SpoilableEvent[]) =>
  events.find(({ disclosures }) => disclosures.length > 0)!;

/** Bits flipped in every part. */
export const flipped: readonly Spoiling[] = [
  ...forEachEvent('a bit of an envelope', ['edited'], (event) => {
    event.envelope = flipBit(event.envelope, 40, 'base64url');
  }),
  ...forEachEvent('the last bit of an envelope', ['edited'], (event) => {
    event.envelope = flipBit(event.envelope, -1, 'base64url');
  }),
  ...forEachEvent('a bit of the data', ['edited'], (event) => {
    event.data = flipBit(event.data, -3, 'base64url');
  }),
  ...forEachEvent('a bit of a proof', ['edited'], ({ proof }) => flipIn(proof!, 0)),
  ...forEachEvent('another index', ['edited'], (event) => {
    event.index = event.index! + 1;
  }),
  ...forEachEvent('an index beyond the log', ['edited'], (event) => {
    event.index = 9_007_199_254_740_991;
  }),
  [
    'a bit of the root',
    ['checkpoint-edited'],
    (bundle) => {
      const root = flipBit(linesOf(bundle.checkpoint)[2]!, 5, 'base64');
      bundle.checkpoint = withLine(bundle.checkpoint, 2, root);
    },
  ],
  [
    'another size',
    ['checkpoint-edited'],
    (bundle) => {
      bundle.checkpoint = withLine(bundle.checkpoint, 1, '4711');
    },
  ],
  [
    'another origin',
    ['checkpoint-edited'],
    (bundle) => {
      bundle.checkpoint = withLine(bundle.checkpoint, 0, 'example.org/demo');
    },
  ],
  [
    'a bit of the signature',
    ['checkpoint-edited'],
    (bundle) => {
      const [dash, name, signed] = linesOf(bundle.checkpoint)[4]!.split(' ');
      const line = [dash, name, flipBit(signed!, -1, 'base64')].join(' ');
      bundle.checkpoint = withLine(bundle.checkpoint, 4, line);
    },
  ],
  [
    'a bit of the key’s id',
    ['key-unknown'],
    (bundle) => {
      const [dash, name, signed] = linesOf(bundle.checkpoint)[4]!.split(' ');
      const line = [dash, name, flipBit(signed!, 0, 'base64')].join(' ');
      bundle.checkpoint = withLine(bundle.checkpoint, 4, line);
    },
  ],
  [
    'a note without signatures',
    ['checkpoint-edited'],
    (bundle) => {
      bundle.checkpoint = bundle.checkpoint.split('\n\n')[0]!;
    },
  ],
  [
    'a key in the list',
    ['keys-edited'],
    (bundle) => {
      bundle.keys[0] = bundle.keys[0]!.slice(0, -4) + 'AAAA';
    },
  ],
  [
    'the root of the map',
    ['map-edited'],
    ({ map }) => {
      map.entry = flipBit(map.entry, 30, 'base64url');
    },
  ],
  ['the proof of the map', ['map-edited'], ({ map }) => flipIn(map.proof, 0)],
  ['a node of the map', ['map-edited'], ({ map }) => flipIn(map.siblings, 0)],
  ['a node more in the map', ['map-edited'], ({ map }) => void map.siblings.push('00'.repeat(32))],
  ['a node less in the map', ['map-edited'], ({ map }) => void map.siblings.pop()],
  [
    'an earlier end in the map',
    ['map-edited'],
    ({ map }) => {
      map.leaf!.revision--;
    },
  ],
  [
    'another head in the map',
    ['map-edited'],
    ({ map }) => {
      map.leaf!.head = flipBit(map.leaf!.head, 0, 'hex');
    },
  ],
  [
    'nothing in the map',
    ['map-edited'],
    ({ map }) => {
      delete map.leaf;
    },
  ],
  ['the proof of growth', ['forked'], ({ older }) => flipIn(older!.proof, 0)],
  [
    'the size of the older log',
    ['older-not-proved'],
    ({ older }) => {
      older!.size++;
    },
  ],
  [
    'no proof of growth',
    ['older-not-proved'],
    (bundle) => {
      delete bundle.older;
    },
  ],
  [
    'a value',
    ['value-edited'],
    ({ events }) => {
      const event = disclosed(events);
      event.disclosures[0] = event.disclosures[0]!.replace(/.(?="\]$)/u, '!');
    },
  ],
  [
    'the salt of a value',
    ['value-edited'],
    ({ events }) => {
      const event = disclosed(events);
      event.disclosures[0] = event.disclosures[0]!.replace('["', '["A');
    },
  ],
  [
    'a value at another place',
    ['value-edited'],
    ({ events }) => {
      const event = disclosed(events);
      event.disclosures[0] = event.disclosures[0]!.replace(/"\/[^"]*"/, '"/kind"');
    },
  ],
];
