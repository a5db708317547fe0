import { describe } from '@jest/globals';
import { eventStoreConformance } from './conformance/event-store.conformance.js';
import { MemoryEventStore } from './memory-event-store.js';
import { sparse } from './sparse.fixture.js';

eventStoreConformance(async (clock) => new MemoryEventStore(clock && { clock }));

describe('with gaps between positions', () =>
  eventStoreConformance(
    async (clock) => new MemoryEventStore({ ...(clock && { clock }), stride: sparse }),
  ));
