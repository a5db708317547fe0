/**
 * Sixteen writers on one log. Writes down what it asks before it asks, and what it is answered
 * before it goes on, into a file that survives it.
 *
 * Ends when so many appends were kept, whatever failed in between.
 *
 * node writers.mjs COMPILED LOG JOURNAL [APPENDS]
 */
import { randomBytes, randomInt } from 'node:crypto';
import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const [compiled, log, journal, most = 'Infinity'] = process.argv.slice(2);
const { SqliteEventStore } = await import(
  join(compiled, 'libs/sqlite/src/event-store/sqlite-event-store.js')
);

const descriptor = openSync(journal, 'a');
const note = (entry) => writeSync(descriptor, `${JSON.stringify(entry)}\n`);

/** A signal that comes with a limit on the size of files; the write then fails like any other. */
process.on('SIGXFSZ', () => {});

const uuid = () => {
  const hex = Date.now().toString(16).padStart(12, '0') + randomBytes(10).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

const event = () => ({
  id: uuid(),
  type: 'Noted',
  schema: 1,
  data: { text: randomBytes(randomInt(10, 600)).toString('base64') },
  meta: {
    tenant: 'acme',
    actor: { kind: 'agent', id: 'bo' },
    at: '2026-01-05T09:00:00.000Z',
    correlation: uuid(),
    causation: uuid(),
  },
});

const store = SqliteEventStore.open(log);
let acknowledged = 0;

const kept = ({ revision, position, leaf }) => ({
  revision,
  position,
  leaf: Buffer.from(leaf).toString('hex'),
});

const append = async () => {
  const ask = uuid();
  const stream = `note-acme-${randomInt(200).toString().padStart(4, '0')}`;
  const { length: version } = await store.read(stream).catch(() => []);
  const events = Array.from({ length: randomInt(1, 4) }, event);
  note({ ask, stream, version, events });
  try {
    note({ ask, kept: (await store.append(stream, version, events)).map(kept) });
    acknowledged++;
  } catch (error) {
    // A refusal says that nothing was kept; anything else says nothing.
    note(error.name === 'Refusal' ? { ask, refused: error.code } : { ask, fault: error.message });
    await new Promise((go) => setTimeout(go, 5));
  }
};

const write = async () => {
  while (acknowledged < Number(most)) await append();
};

note({ health: store.health() });
process.stdout.write('open\n');
await Promise.all(Array.from({ length: 16 }, write));
note({ health: store.health() });
await store.close();
