import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const ticketOf = (row: string) => row.slice(0, row.indexOf(','));

/** Writes the first tickets of the real incident log to a file; answers its path, and all lines of the whole. */
export const someIncidents = (folder: string, tickets: number) => {
  const packed = readFileSync('tests/data/servicenow-incidents.csv.gz');
  const [header, ...rows] = gunzipSync(packed).toString('utf8').trimEnd().split('\n');
  const some = new Set([...new Set(rows.map(ticketOf))].slice(0, tickets));
  const log = join(folder, 'incidents.csv');
  writeFileSync(log, [header, ...rows.filter((row) => some.has(ticketOf(row)))].join('\n'));
  return { log, header: header!, rows };
};
