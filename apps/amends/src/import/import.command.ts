import type { Command } from '../command.js';
import { DATA_OPTION } from '../where.js';

export const importing: Command = {
  name: 'import',
  summary:
    'bring in the history of another system, or its customer records; may be stopped and run again at any point',
  arguments: {
    '<what>':
      'servicenow: its log of incidents, as CSV; records: of customers, as CSV, NDJSON or SCIM users',
    '<file>': 'the file, plain or compressed with gzip',
  },
  options: {
    ...DATA_OPTION,
    '--tenant <name>': 'for whom (default: demo)',
    '--dry-run': 'only try it: nothing is kept',
    '--report <file>': 'also write the whole report there, as JSON',
    '--system <name>': 'records: which system says so, by a short name such as crm',
    '--format <name>':
      'records: csv, ndjson or scim (default: by the name or the content of the file)',
    '--show-values': 'records: show what is contested or unreadable in words; it is personal',
  },
  examples: [
    'amends import servicenow tests/data/servicenow-incidents.csv.gz --dry-run',
    'amends import servicenow incidents.csv --tenant acme --report report.json',
    'amends import records customers.csv --system crm --dry-run',
    'amends import records users.scim.json --system directory --report report.json',
  ],
  run: async (given) => (await import('./importing.js')).runImport(given),
};
