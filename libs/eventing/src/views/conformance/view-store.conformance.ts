import { afterEach, beforeEach, describe } from '@jest/globals';
import { MemoryViewStore } from '../memory-view-store.js';
import { countingConformance } from './counting.conformance.js';
import type { ViewStore } from '../view-store.js';
import { pagingConformance } from './paging.conformance.js';
import { propertyConformance } from './property.conformance.js';
import { readingConformance } from './reading.conformance.js';
import { rebuildingConformance } from './rebuilding.conformance.js';
import { reprojectingConformance } from './reprojecting.conformance.js';
import { searchingConformance } from './searching.conformance.js';
import type { House } from './matters.fixture.js';
import type { AnyView } from '../view.js';

/** What every store of views owes its callers. Call it from the spec of each adapter. */
export const viewStoreConformance = (build: () => House) =>
  describe('a store of views', () => {
    let house: House;
    const opened = new Set<ViewStore>();
    const open = (views: readonly AnyView[], where: House = house) => {
      const store = where.open(views);
      opened.add(store);
      return store;
    };
    beforeEach(() => void (house = build()));
    afterEach(async () => {
      await Promise.all([...opened].map((store) => store.close()));
      opened.clear();
    });

    countingConformance(open);
    readingConformance(open);
    pagingConformance(open);
    searchingConformance(open);
    rebuildingConformance(open);
    reprojectingConformance(open);
    propertyConformance(
      (views) => open(views, build()),
      (views) => new MemoryViewStore(views),
    );
  });
