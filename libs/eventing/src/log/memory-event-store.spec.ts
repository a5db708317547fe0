import { eventStoreConformance } from './conformance/event-store.conformance.js';
import { MemoryEventStore } from './memory-event-store.js';

eventStoreConformance(async () => new MemoryEventStore());
