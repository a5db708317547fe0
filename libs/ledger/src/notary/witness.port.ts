/** A checkpoint that somebody outside the data holds. */
export interface WitnessedHead {
  readonly tenant: string;
  readonly note: string;
}

/** Somebody outside the data who keeps the last checkpoint of each log, so that none is rolled back. */
export abstract class Witness {
  /** Keeps it durably, in place of the log's checkpoint before. */
  abstract publish(head: WitnessedHead): Promise<void>;

  abstract heads(): Promise<readonly WitnessedHead[]>;
}
