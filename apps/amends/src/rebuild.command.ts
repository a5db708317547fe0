import type { Command } from './command.js';
import { DATA_OPTION, URL_OPTION } from './where.js';

export const rebuild: Command = {
  name: 'rebuild',
  summary: 'rebuild views from the log beside the old ones, which serve meanwhile',
  arguments: { '[views...]': 'the names of views (default: all of them)' },
  options: { ...DATA_OPTION, ...URL_OPTION },
  examples: ['amends rebuild', 'amends rebuild tickets records'],
  details: async () => {
    const { viewNames } = await import('./views.js');
    return ['Views:', ...viewNames().map((name) => `  ${name}`)];
  },
  run: async (given) => (await import('./rebuild.js')).runRebuild(given),
};
