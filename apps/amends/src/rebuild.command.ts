import type { Command } from './command.js';
import { DATA_OPTION, URL_OPTION } from './where.js';

export const rebuild: Command = {
  name: 'rebuild',
  summary: 'rebuild views from the log, each beside the old one; a running server does it itself',
  arguments: { '[view]': 'only this one (default: all)' },
  options: { ...DATA_OPTION, ...URL_OPTION },
  examples: ['amends rebuild', 'amends rebuild worklist'],
  run: async (given) => (await import('./rebuild.js')).runRebuild(given),
};
