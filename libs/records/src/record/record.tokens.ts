import type { RecordDecider } from './record.decider.js';
import type { RecordSettings } from './record.settings.js';

/** What the routes of records decide and read by. */
export interface Recording {
  readonly decider: RecordDecider;
  readonly settings: RecordSettings;
}

export const RECORDING = Symbol('recording');
