import type { RecordDecider } from './record.decider.js';
import type { RecordSettings } from './record.settings.js';

/** What the routes of records need to decide and read. */
export interface Recording {
  readonly decider: RecordDecider;
  readonly settings: RecordSettings;
}

export const RECORDING = Symbol('recording');
