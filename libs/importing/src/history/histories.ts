import { type HistoryImporter, importerOf } from './history.js';
import { servicenow } from './servicenow.source.js';

/** Systems whose history can be imported: a further system is one more table, and one more line. */
export const histories: readonly HistoryImporter[] = [importerOf(servicenow)];
