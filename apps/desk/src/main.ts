import { enableCompileCache } from 'node:module';

// Half of a start is loading modules; from the second start on, they are compiled already.
enableCompileCache();
await import('./serve.js');
