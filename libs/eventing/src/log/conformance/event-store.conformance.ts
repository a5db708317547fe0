import { afterEach, beforeEach, describe } from '@jest/globals';
import { appendingConformance } from './appending.conformance.js';
import { modelConformance } from './event-store.model.conformance.js';
import type { EventStore } from '../event-store.port.js';
import { keepingConformance } from './keeping.conformance.js';
import { recordingConformance, type OpenStore } from './recording.conformance.js';
import { readingConformance } from './reading.conformance.js';
import { subscribingConformance } from './subscribing.conformance.js';

/**
 * What every event store owes its callers. Call it from the spec of each adapter; `open` opens an
 * empty store, each time another one, by the clock that it is given.
 */
export const eventStoreConformance = (open: OpenStore) =>
  describe('an event store', () => {
    let store: EventStore;
    const current = () => store;
    beforeEach(async () => void (store = await open()));
    afterEach(() => store.close());

    appendingConformance(current);
    keepingConformance(current);
    recordingConformance(open);
    readingConformance(current);
    subscribingConformance(current, open);
    modelConformance(open);
  });
