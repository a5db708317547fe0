import { forge, rewritten, type Spoiling } from './spoilable.js';

/** Events dropped, swapped, shown twice, or taken from elsewhere. */
export const moved: readonly Spoiling[] = [
  ['the last event is dropped', ['missing'], ({ events }) => void events.pop()],
  ['the last two events are dropped', ['missing'], ({ events }) => void events.splice(-2)],
  ['the first event is dropped', ['missing'], ({ events }) => void events.shift()],
  ['an event in the middle is dropped', ['missing'], ({ events }) => void events.splice(2, 1)],
  ['every event is dropped', ['missing'], ({ events }) => void events.splice(0)],
  [
    'two events are swapped',
    ['out-of-order'],
    ({ events }) => {
      [events[1], events[2]] = [events[2]!, events[1]!];
    },
  ],
  [
    'the order is turned round',
    ['out-of-order'],
    (bundle) => void (bundle.events = bundle.events.toReversed()),
  ],
  ['an event is there twice', ['out-of-order'], ({ events }) => void events.push(events[0]!)],
  [
    'an event of another ticket is added',
    ['foreign'],
    ({ events }, { other }) => void events.push(other.events[0]!),
  ],
  [
    'an event of another ticket replaces one',
    ['foreign', 'missing'],
    ({ events }, { other }) => {
      events[1] = other.events[1]!;
    },
  ],
  [
    'all events of another ticket',
    ['foreign', 'missing'],
    (bundle, { other }) => {
      bundle.events = other.events;
    },
  ],
  [
    'the stream of another ticket',
    ['map-edited'],
    (bundle, { other }) => {
      bundle.stream = other.stream;
    },
  ],
  [
    'the map of another ticket',
    ['map-edited'],
    (bundle, { other }) => {
      bundle.map = other.map;
    },
  ],
  [
    'the data of two events are swapped',
    ['edited'],
    ({ events: [first, second] }) => {
      [first!.data, second!.data] = [second!.data, first!.data];
    },
  ],
  [
    'the proofs of two events are swapped',
    ['edited'],
    ({ events: [first, second] }) => {
      [first!.proof, second!.proof] = [second!.proof!, first!.proof!];
    },
  ],
  [
    'an event lost its proof',
    ['unproved'],
    ({ events }) => {
      delete events[1]!.proof;
      delete events[1]!.index;
    },
  ],
  [
    'an event is rewritten, hash and all',
    ['edited'],
    ({ events }) => forge(events[0]!, 'incident', 'request!'),
  ],
  [
    'an event is rewritten, and its proof taken away',
    ['unproved'],
    ({ events }) => {
      forge(events[0]!, 'incident', 'request!');
      delete events[0]!.proof;
      delete events[0]!.index;
    },
  ],
  [
    'an event is made up after the end',
    ['not-covered', 'edited'],
    ({ events }) => {
      const last = events.at(-1)!;
      const at = `"revision":${events.length - 1}`;
      const envelope = rewritten(last.envelope, at, `"revision":${events.length}`);
      events.push({ envelope, data: last.data, disclosures: [] });
    },
  ],
];
