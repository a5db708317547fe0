import { MemoryViewStore } from './memory-view-store.js';
import type { Shelf } from './memory-views.js';
import { viewStoreConformance } from './conformance/view-store.conformance.js';

viewStoreConformance(() => {
  const shelf: Shelf = new Map();
  return { open: (views) => new MemoryViewStore(views, shelf) };
});
