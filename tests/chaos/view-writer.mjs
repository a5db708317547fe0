/**
 * Counts for ever, while it rebuilds the same view again and again; to be killed.
 *
 * node view-writer.mjs COMPILED FILE
 */
import { join } from 'node:path';
import { countersView, eventsFrom } from './counters.mjs';

const [compiled, file] = process.argv.slice(2);
const { SqliteViewStore } = await import(
  join(compiled, 'libs/sqlite/src/view-store/sqlite-view-store.js')
);

const store = SqliteViewStore.open(file, [countersView], { events: 50, milliseconds: 3 });
process.stdout.write('counting\n');

let { position: built } = await store.rebuilder.beginRebuild(countersView);
for (;;) {
  const after = await store.reader.position();
  await store.writer.apply(eventsFrom(after, 1 + (after % 13)));
  built = await store.rebuilder.fill(countersView, eventsFrom(built, 40));
  if (built > after && (await store.rebuilder.swap(countersView)))
    ({ position: built } = await store.rebuilder.beginRebuild(countersView));
  await new Promise((go) => void setImmediate(go));
}
