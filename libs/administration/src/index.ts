export { Rotations } from './vault/rotations.js';
export { vaultModule } from './vault/vault.module.js';
export { Rebuilds } from './views/rebuilds.js';
export { viewsModule } from './views/views.module.js';
