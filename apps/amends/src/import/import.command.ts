import type { Command } from '../command.js';
import { DATA_OPTION } from '../where.js';

export const importing: Command = {
  name: 'import',
  summary:
    'import the history of another system, or its customer records; can be stopped and run again at any time',
  arguments: {
    '<what>': 'records, or the system whose tickets they are (see below)',
    '<file>': 'the file, plain or compressed with gzip',
  },
  options: {
    ...DATA_OPTION,
    '--tenant <name>': 'the tenant to import for (default: demo)',
    '--dry-run': 'only try it: nothing is stored',
    '--report <file>': 'also write the full report to this file, as JSON',
    '--system <name>': 'records: a short name of the system they come from, such as crm',
    '--format <name>':
      'records: csv, ndjson or scim (default: by the name or the content of the file)',
    '--show-values': 'records: show contested and unreadable values, which are personal data',
  },
  examples: [
    'amends import servicenow tests/data/servicenow-incidents.csv.gz --dry-run',
    'amends import servicenow incidents.csv --tenant acme --report report.json',
    'amends import records customers.csv --system crm --dry-run',
    'amends import records users.scim.json --system directory --report report.json',
  ],
  details: async () => (await import('./importing.js')).importableTexts(),
  run: async (given) => (await import('./importing.js')).runImport(given),
};
