import type { Command } from '../command.js';
import { DATA_OPTION } from '../where.js';

export const importing: Command = {
  name: 'import',
  summary: 'bring in the history of another system; may be stopped and run again at any point',
  arguments: {
    '<system>': 'whose log it is: servicenow',
    '<file>': 'the log as CSV, plain or compressed with gzip',
  },
  options: {
    ...DATA_OPTION,
    '--tenant <name>': 'for whom (default: demo)',
    '--dry-run': 'only try it: nothing is kept',
    '--report <file>': 'also write the whole report there, as JSON',
  },
  examples: [
    'amends import servicenow tests/data/servicenow-incidents.csv.gz --dry-run',
    'amends import servicenow incidents.csv --tenant acme --report report.json',
  ],
  run: async (given) => (await import('./importing.js')).runImport(given),
};
