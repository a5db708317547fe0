import type { ViewPurger } from './view-purger.port.js';
import type { CrossTenantReader } from './view-reader.port.js';
import type { ViewRebuilder } from './view-rebuilder.port.js';
import type { ViewWriter } from './view-writer.port.js';

/**
 * Four roles over one store of views. The code that assembles an app has all of them, and gives
 * each part only the one that it needs. An adapter is correct when it passes
 * `viewStoreConformance`.
 */
export interface ViewStore {
  readonly reader: CrossTenantReader;
  readonly writer: ViewWriter;
  readonly rebuilder: ViewRebuilder;
  readonly purger: ViewPurger;
  close(): Promise<void>;
}
