/**
 * Counts for ever, while it rebuilds the same view again and again; to be killed. Says so as soon as
 * it has committed some of what it counted.
 *
 * node view-writer.mjs COMPILED FILE
 */
import { join } from 'node:path';
import { countersView, eventsFrom } from './counters.mjs';

const [compiled, file] = process.argv.slice(2);
const { SqliteViewStore } = await import(
  join(compiled, 'libs/sqlite/src/view-store/sqlite-view-store.js')
);

const limits = { events: 50, milliseconds: 3 };
const store = SqliteViewStore.open(file, [countersView], limits);
const begun = await store.reader.position();
let hasCommitted = false;

let { position: built } = await store.rebuilder.beginRebuild(countersView);
for (;;) {
  const after = await store.reader.position();
  await store.writer.apply(eventsFrom(after, 1 + (after % 13)));
  if (!hasCommitted && after - begun > 2 * limits.events) {
    hasCommitted = true;
    process.stdout.write('counting\n');
  }
  built = await store.rebuilder.fill(countersView, eventsFrom(built, 40));
  if (built > after && (await store.rebuilder.swap(countersView)))
    ({ position: built } = await store.rebuilder.beginRebuild(countersView));
  await new Promise((go) => void setImmediate(go));
}
