import { MemoryVault, VaultShelf } from './memory-vault.js';
import { vaultConformance } from './vault.conformance.js';

vaultConformance(async () => {
  const shelf = new VaultShelf();
  return { open: async (masters) => new MemoryVault(masters, shelf) };
});
