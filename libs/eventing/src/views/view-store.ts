import type { ViewPurger } from './view-purger.port.js';
import type { CrossTenantReader } from './view-reader.port.js';
import type { ViewRebuilder } from './view-rebuilder.port.js';
import type { ViewWriter } from './view-writer.port.js';

/**
 * Four roles over one place where views are kept. Whoever puts an app together has all of them, and
 * gives each part the one that it needs. An adapter is correct when it passes `viewStoreConformance`.
 */
export interface ViewStore {
  readonly reader: CrossTenantReader;
  readonly writer: ViewWriter;
  readonly rebuilder: ViewRebuilder;
  readonly purger: ViewPurger;
  close(): Promise<void>;
}
